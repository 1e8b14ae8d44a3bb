import type { EntryKind } from '@contract/entry-kinds'
import { FileText, KeyRound, type LucideIcon } from 'lucide-react'

export const entryKindIcons: Record<EntryKind, LucideIcon> = { login: KeyRound, note: FileText }
