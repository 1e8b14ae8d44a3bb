import { readFileSync } from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  aMail,
  serverForTest,
  settingsFor,
  told,
  trusting,
  verdict,
} from '../../../../test/mail-server/client'
import { startTokenServer } from '../../../../test/mail-server/token-server'
import type { MailOAuth } from '../../domain/ports/mail'
import { accessTokens } from './oauth-tokens'
import { smtpSender, smtpTrial } from './smtp'

describe('OAuth 2', () => {
  const token = 'ya29.access-token-one'
  const user = 'latchkey'

  async function set() {
    const server = await serverForTest({ accessToken: token })
    const tokenServer = await startTokenServer()
    onTestFinished(() => tokenServer.stop())
    const oauth: MailOAuth = {
      clientId: 'client',
      clientSecret: 'client secret',
      refreshToken: '1//refresh',
      accessUrl: tokenServer.url,
    }
    const renewed: string[][] = []
    const tokens = accessTokens({
      extraCa: readFileSync(server.caFile, 'utf8'),
      replaced: (...both) => void renewed.push(both),
    })
    const options = { ...trusting(server), tokens }
    const settings = settingsFor(server, { user, password: '', oauth })
    return { server, tokenServer, settings, oauth, options, renewed }
  }

  it('logs in with an access token that is fetched once and kept', async () => {
    const { server, tokenServer, settings, options } = await set()
    const sender = smtpSender(options)
    await sender.send(settings, aMail)
    await sender.check(settings)
    await smtpTrial(options).send(settings, aMail)
    expect(server.received).toMatchObject([{ user }, { user }])
    expect(tokenServer.asked.map((asked) => Object.fromEntries(asked))).toEqual([
      {
        grant_type: 'refresh_token',
        refresh_token: '1//refresh',
        client_id: 'client',
        client_secret: 'client secret',
      },
    ])
  })

  it('names the access token as a secret that must not be shown', async () => {
    const { settings, options } = await set()
    expect((await smtpTrial(options).send(settings, aMail)).secrets).toEqual([token])
  })

  it('takes a new refresh token that the provider gives', async () => {
    const { tokenServer, settings, options, renewed } = await set()
    tokenServer.answer.body = { access_token: token, refresh_token: '1//next' }
    await smtpSender(options).send(settings, aMail)
    expect(renewed).toEqual([['1//refresh', '1//next']])
  })

  it('shows what the provider says when it gives no token', async () => {
    const { tokenServer, settings, options, server } = await set()
    const body = { error: 'invalid_grant', error_description: 'Token has been revoked.' }
    tokenServer.answer = { status: 400, body }
    const { code, steps } = await smtpTrial(options).send(settings, aMail)
    expect(code).toBe('MAIL_OAUTH')
    expect(told(steps)).toContain('logged-in failed: invalid_grant: Token has been revoked.')
    expect(server.received).toEqual([])
  })

  it('shows only the text in a provider’s answer', async () => {
    const { tokenServer, settings, options } = await set()
    const body = { error: 'invalid_grant', error_description: { code: 7 } }
    tokenServer.answer = { status: 400, body }
    const { steps } = await smtpTrial(options).send(settings, aMail)
    expect(told(steps)).toMatch(/logged-in failed: invalid_grant$/)
  })

  it.each([
    ['nonsense', { status: 200, body: '<html>' }],
    ['no token', { status: 200, body: {} }],
    ['a token with a line break', { status: 200, body: { access_token: `${token}\r\nRSET` } }],
    ['a token of another kind', { status: 200, body: { access_token: 'another' } }],
    ['far too much', { status: 200, body: 'x'.repeat(100_000) }],
  ])('an answer with %s is no way in', async (_, answer) => {
    const { tokenServer, settings, options, server } = await set()
    tokenServer.answer = answer
    expect(await verdict(smtpSender(options).send(settings, aMail))).toBe('MAIL_OAUTH for now')
    expect(server.received).toEqual([])
  })

  it('sends its secrets after no redirect, and to nobody without a good certificate', async () => {
    const { tokenServer, settings, options, oauth } = await set()
    const elsewhere = await startTokenServer()
    onTestFinished(() => elsewhere.stop())
    tokenServer.answer = { status: 307, body: '', location: elsewhere.url }
    expect(await verdict(smtpSender(options).send(settings, aMail))).toBe('MAIL_OAUTH for now')
    expect(elsewhere.asked).toEqual([])
    const wary = accessTokens({})
    await expect(wary.get(user, oauth, { renew: false })).rejects.toThrow('no access token')
    expect(tokenServer.asked).toHaveLength(1)
  })

  it('asks once for all who need a token at the same time, and spends no refresh token twice', async () => {
    const { tokenServer, settings, options, server, oauth } = await set()
    tokenServer.answer.body = { access_token: token, refresh_token: '1//next' }
    const sender = smtpSender(options)
    await Promise.all([
      sender.check(settings),
      sender.check(settings),
      sender.send(settings, aMail),
    ])
    expect(tokenServer.asked).toHaveLength(1)
    expect(server.received).toHaveLength(1)
    // These settings were read before the new refresh token arrived.
    await options.tokens.get(user, oauth, { renew: true })
    expect(tokenServer.asked.map((asked) => asked.get('refresh_token'))).toEqual([
      '1//refresh',
      '1//next',
    ])
  })

  it('tells a token server that is not reached from a provider that gives no access', async () => {
    const { tokenServer, settings, options } = await set()
    tokenServer.answer = { status: 503, body: 'busy' }
    expect(await verdict(smtpSender(options).send(settings, aMail))).toBe('MAIL_REFUSED for now')
    await tokenServer.stop()
    expect(await verdict(smtpSender(options).send(settings, aMail))).toBe('MAIL_REFUSED for now')
    const oauth = { ...settings.oauth, accessUrl: 'https://nowhere.latchkey.invalid/' } as MailOAuth
    const lost = smtpSender(options).send({ ...settings, oauth }, aMail)
    expect(await verdict(lost)).toBe('MAIL_HOST_NOT_FOUND for now')
  })
})
