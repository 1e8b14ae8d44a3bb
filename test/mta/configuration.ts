/** Exim's configuration and the other files it reads, for one run in a folder of its own. */
import { type CertificateKind, testAuthority } from '../mail-server/certificates.ts'

/** Where Exim passes on what it has accepted: the server of the recipient's mailbox. */
export interface NextServer {
  readonly host: string
  readonly port: number
}

export const login = { user: 'latchkey', password: 'pa55 wörd: of the agent' }
/** While this file exists, every recipient is answered with 451, as greylisting does. */
export const greylistFile = 'greylist'

/**
 * Like a provider's submission server (RFC 6409): everyone has to log in, which requires TLS. Accepted
 * email is queued and passed on; what the next server doesn't accept yet is retried every second.
 */
function configuration(folder: string, port: number, next: NextServer): string {
  return `
exim_path = ${folder}/exim4
spool_directory = ${folder}/spool
log_file_path = ${folder}/%slog
pid_file_path = ${folder}/pid
exim_user = latchkey-mta
exim_group = latchkey-mta
deliver_drop_privilege = true
keep_environment = LD_PRELOAD : LD_LIBRARY_PATH : NSS_WRAPPER_PASSWD : NSS_WRAPPER_GROUP

primary_hostname = mta.test
disable_ipv6 = true
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${port}
daemon_startup_retries = 0
rfc1413_query_timeout = 0s

tls_advertise_hosts = *
tls_certificate = ${folder}/cert.pem
tls_privatekey = ${folder}/key.pem
acl_smtp_mail = sender
acl_smtp_rcpt = recipient

begin acl
sender:
  require authenticated = *
          encrypted = *
  accept
recipient:
  defer message = greylisted, try again later
        condition = \${if exists{${folder}/${greylistFile}}}
  accept

begin routers
on:
  driver = manualroute
  transport = smtp
  route_data = ${next.host}::${next.port}
  self = send

begin transports
smtp:
  driver = smtp
  allow_localhost = true
  hosts_avoid_tls = *
  # smtp-server hangs up on a QUIT that comes along with the mail, before it has said yes.
  hosts_avoid_pipelining = *

begin retry
* * F,1h,1s

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_advertise_condition = \${if def:tls_in_cipher}
  server_prompts = :
  server_condition = \${if and{{eq{$auth2}{${login.user}}}{eq{$auth3}{${login.password}}}}}
  server_set_id = $auth2
`
}

/** The files of a run, by name. @param user who runs it, by number */
export async function files(
  folder: string,
  port: number,
  next: NextServer,
  certificate: CertificateKind,
  user: { readonly uid: number; readonly gid: number },
): Promise<Record<string, string>> {
  const { key, cert } = await (await testAuthority()).certificate(certificate)
  const names = ['latchkey-mta', 'Debian-exim']
  const lines = (line: (name: string) => string) => names.map((name) => `${line(name)}\n`).join('')
  return {
    'exim.conf': configuration(folder, port, next),
    'key.pem': key,
    'cert.pem': cert,
    passwd: lines((name) => `${name}:x:${user.uid}:${user.gid}::${folder}:/bin/sh`),
    group: lines((name) => `${name}:x:${user.gid}:`),
  }
}
