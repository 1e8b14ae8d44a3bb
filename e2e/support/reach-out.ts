/**
 * Every way that script in a page could send something out. Runs in the page, and resolves when all of
 * them have ended.
 */
export async function reachOut(ports: { tcp: number; udp: number }): Promise<readonly string[]> {
  const at = (scheme: string, path: string) => `${scheme}://127.0.0.1:${ports.tcp}/${path}`
  const through: string[] = []

  function element(name: string, attributes: Record<string, string>): Promise<void> {
    const made = document.createElement(name)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    return new Promise((done) => {
      made.addEventListener('load', () => done())
      made.addEventListener('error', () => done())
      document.body.append(made)
      // Some of them report nothing when they are refused.
      setTimeout(done, 1_000)
    })
  }

  function socketEnds(): Promise<void> {
    const socket = new WebSocket(at('ws', 'socket'))
    return new Promise((done) => {
      socket.onclose = () => done()
    })
  }

  function eventsEnd(): Promise<void> {
    const source = new EventSource(at('http', 'events'))
    return new Promise((done) => {
      source.onerror = () => {
        source.close()
        done()
      }
    })
  }

  /** A WebRTC connection asks a server for its own address, over UDP or TCP. */
  async function rtc(urls: string): Promise<void> {
    const peer = new RTCPeerConnection({
      iceServers: [{ urls, username: 'someone', credential: 'something' }],
    })
    peer.createDataChannel('out')
    const gathered = new Promise<void>((done) => {
      peer.onicegatheringstatechange = () => {
        if (peer.iceGatheringState === 'complete') done()
      }
      setTimeout(done, 4_000)
    })
    await peer.setLocalDescription(await peer.createOffer())
    await gathered
    peer.close()
  }

  const ways: Record<string, () => unknown> = {
    fetch: () => fetch(at('http', 'fetch'), { mode: 'no-cors' }),
    request: () => {
      const request = new XMLHttpRequest()
      request.open('GET', at('http', 'request'), false)
      request.send()
    },
    socket: socketEnds,
    events: eventsEnd,
    beacon: () => navigator.sendBeacon(at('http', 'beacon'), 'x'),
    transport: () => {
      const udp = `https://127.0.0.1:${ports.udp}/`
      return new WebTransport(udp).ready
    },
    image: () => element('img', { src: at('http', 'image') }),
    frame: () => element('iframe', { src: at('http', 'frame') }),
    object: () => element('object', { data: at('http', 'object') }),
    video: () => element('video', { src: at('http', 'video'), preload: 'auto' }),
    style: () => element('link', { rel: 'stylesheet', href: at('http', 'style') }),
    preconnect: () => element('link', { rel: 'preconnect', href: at('http', '') }),
    prefetch: () => element('link', { rel: 'prefetch', href: at('http', 'prefetch') }),
    font: () => new FontFace('Away', `url(${at('http', 'font')})`).load(),
    stun: () => rtc(`stun:127.0.0.1:${ports.udp}`),
    turn: () => rtc(`turn:127.0.0.1:${ports.tcp}?transport=tcp`),
  }
  await Promise.all(
    Object.entries(ways).map(async ([name, way]) => {
      try {
        await way()
        through.push(name)
      } catch {
        // Refused, as expected; what counts is what the listener receives.
      }
    }),
  )
  return through
}
