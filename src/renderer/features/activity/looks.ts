import type { ActivityKind } from '@contract/models'
import {
  AtSign,
  CircleCheck,
  Hourglass,
  KeyRound,
  LogIn,
  LogOut,
  type LucideIcon,
  MailOpen,
  MailQuestionMark,
  MailWarning,
  MailX,
  Send,
  Server,
  ShieldAlert,
  Undo2,
  UserPlus,
} from 'lucide-react'

interface Look {
  readonly icon: LucideIcon
  /** `warn` where its person should ask: was that me? */
  readonly tone: 'plain' | 'ok' | 'warn'
}

export const looks: Record<ActivityKind, Look> = {
  account_created: { icon: UserPlus, tone: 'ok' },
  signed_in: { icon: LogIn, tone: 'plain' },
  sign_in_failed: { icon: ShieldAlert, tone: 'warn' },
  sign_in_waiting: { icon: Hourglass, tone: 'warn' },
  signed_out: { icon: LogOut, tone: 'plain' },
  confirm_sent: { icon: Send, tone: 'plain' },
  email_confirmed: { icon: CircleCheck, tone: 'ok' },
  email_taken: { icon: AtSign, tone: 'warn' },
  reset_asked: { icon: KeyRound, tone: 'plain' },
  reset_sent: { icon: Send, tone: 'plain' },
  reset_unconfirmed: { icon: MailQuestionMark, tone: 'warn' },
  reset_opened: { icon: MailOpen, tone: 'plain' },
  password_reset: { icon: KeyRound, tone: 'ok' },
  password_changed: { icon: KeyRound, tone: 'ok' },
  email_change_asked: { icon: AtSign, tone: 'plain' },
  email_change_cancelled: { icon: Undo2, tone: 'plain' },
  email_changed: { icon: AtSign, tone: 'ok' },
  notice_sent: { icon: Send, tone: 'plain' },
  mail_failed: { icon: MailX, tone: 'warn' },
  mail_settings_changed: { icon: Server, tone: 'plain' },
  unknown_asked: { icon: MailWarning, tone: 'warn' },
}
