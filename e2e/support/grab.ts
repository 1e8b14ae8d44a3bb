/**
 * Tries to get everything from the computer that script in a page could request. Runs in the page.
 *
 * @returns what it got
 */
export async function grab(): Promise<readonly string[]> {
  type Ask = (options?: unknown) => Promise<unknown>
  const devices = navigator as unknown as Record<string, Record<string, Ask> | undefined>
  const global = globalThis as unknown as Record<string, Ask | undefined>
  const device = (name: string, ask: string, options: unknown) => {
    const method = devices[name]?.[ask]
    if (method === undefined) throw new Error('not there')
    return method.call(devices[name], options)
  }
  const asked = (name: string, options?: unknown) => {
    const method = global[name]
    if (method === undefined) throw new Error('not there')
    return method(options)
  }
  const mustBe = (allowed: boolean) => {
    if (!allowed) throw new Error('refused')
  }

  function loads(name: 'img' | 'script' | 'iframe' | 'link', source: string): Promise<unknown> {
    const made = document.createElement(name)
    made.setAttribute(name === 'link' ? 'href' : 'src', source)
    if (name === 'link') made.setAttribute('rel', 'stylesheet')
    return new Promise((done, fail) => {
      made.addEventListener('load', done)
      made.addEventListener('error', fail)
      document.body.append(made)
      setTimeout(fail, 2_000)
    })
  }

  /** A frame fires `load` whatever it shows; what counts is whether its content can be read. */
  async function frameText(source: string): Promise<void> {
    const frame = document.createElement('iframe')
    frame.src = source
    document.body.append(frame)
    await new Promise((done) => setTimeout(done, 500))
    mustBe((frame.contentDocument?.body?.textContent ?? '') !== '')
  }

  function pasted(): void {
    const field = document.createElement('textarea')
    document.body.append(field)
    field.focus()
    document.execCommand('paste')
    mustBe(field.value !== '')
  }

  const file = 'file:///etc/passwd'
  const ways: Record<string, () => unknown> = {
    fileByFetch: () => fetch(file),
    fileByFrame: () => frameText(file),
    fileByScript: () => loads('script', file),
    fileByStyle: () => loads('link', file),
    sources: () => fetch('app://latchkey/%2e%2e/%2e%2e/package.json').then(({ ok }) => mustBe(ok)),
    mails: () => frameText('app://mail/1'),
    directory: () => asked('showDirectoryPicker'),
    openFile: () => asked('showOpenFilePicker'),
    saveFile: () => asked('showSaveFilePicker'),
    fonts: async () => mustBe(((await asked('queryLocalFonts')) as unknown[]).length > 0),
    clipboardText: () => navigator.clipboard.readText(),
    clipboardItems: () => navigator.clipboard.read(),
    clipboardWrite: () => navigator.clipboard.writeText('x'),
    paste: pasted,
    camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
    microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
    screen: () => navigator.mediaDevices.getDisplayMedia({ video: true }),
    desktop: () =>
      navigator.mediaDevices.getUserMedia({
        video: { mandatory: { chromeMediaSource: 'desktop' } } as MediaTrackConstraints,
      }),
    place: () => new Promise((done, fail) => navigator.geolocation.getCurrentPosition(done, fail)),
    usb: () => device('usb', 'requestDevice', { filters: [] }),
    hid: async () =>
      mustBe(((await device('hid', 'requestDevice', { filters: [] })) as unknown[]).length > 0),
    serial: () => device('serial', 'requestPort', {}),
    bluetooth: () => device('bluetooth', 'requestDevice', { acceptAllDevices: true }),
    midi: () => navigator.requestMIDIAccess({ sysex: true }),
    wakeLock: () => device('wakeLock', 'request', 'screen'),
    notification: async () => mustBe((await Notification.requestPermission()) === 'granted'),
    lastingStorage: async () => mustBe(await navigator.storage.persist()),
    window: () => mustBe(window.open('about:blank') !== null),
    windowOfOurs: () => mustBe(window.open('app://latchkey/index.html') !== null),
    fullScreen: () => document.documentElement.requestFullscreen(),
    serviceWorker: () => navigator.serviceWorker.register('/assets/x.js'),
  }
  const got: string[] = []
  for (const [name, way] of Object.entries(ways)) {
    try {
      const late = new Promise((_, refuse) => setTimeout(refuse, 3_000))
      await Promise.race([way(), late])
      got.push(name)
    } catch {
      // Refused, as expected.
    }
  }
  return got
}
