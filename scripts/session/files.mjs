/** The files that a separate desktop session needs. */

/**
 * An X authority that opens any display to the holder of this cookie, because the display's number isn't
 * known before it runs. The format is Xau's: family, then address, display, name and data, each after
 * its length.
 * @param {Buffer} cookie 16 bytes
 */
export function xAuthority(cookie) {
  const anyFamily = Buffer.from([0xff, 0xff])
  const field = (/** @type {string | Buffer} */ value) => {
    const bytes = Buffer.from(value)
    return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes])
  }
  const fields = ['', '', 'MIT-MAGIC-COOKIE-1', cookie].map(field)
  return Buffer.concat([anyFamily, ...fields])
}

/**
 * A message bus that starts no services by itself, so that only the session's own programs are on it.
 * @param {string} folder for its socket
 */
export const busConfiguration = (folder) => `<!DOCTYPE busconfig PUBLIC
  "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`
