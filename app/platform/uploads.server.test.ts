import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { checkedType } from './files.server.ts'
import { receiveUpload } from './uploads.server.ts'

const folder = mkdtempSync(join(tmpdir(), 'maillage-depot-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex')

function sending(name: string, bytes: BlobPart): Request {
  const form = new FormData()
  form.append('note', 'un été')
  form.append('fichier', new File([bytes], name))
  return new Request('http://localhost/', { method: 'POST', body: form })
}

test('a file arrives on the disk with its fingerprint, and the fields beside it', async () => {
  const { form, file } = await receiveUpload(sending('Été 2017.txt', 'bonjour'), { folder, maxBytes: 100 })
  expect(form.get('note')).toBe('un été')
  expect(file).toMatchObject({ name: 'Été 2017.txt', size: 7 })
  expect(readFileSync(file?.path ?? '', 'utf8')).toBe('bonjour')
  expect(file?.sha256).toBe(createHash('sha256').update('bonjour').digest('hex'))
  rmSync(file?.path ?? '')
})

test('a file too large is refused as such and nothing of it is left', async () => {
  const large = receiveUpload(sending('gros.txt', 'x'.repeat(200_000)), { folder, maxBytes: 1_000 })
  await expect(large).rejects.toMatchObject({ code: 'fichier-trop-gros', field: 'fichier' })
  expect(readdirSync(folder)).toEqual([])
})

test('an empty file is no file', async () => {
  expect((await receiveUpload(sending('vide.txt', ''), { folder, maxBytes: 100 })).file).toBeNull()
  expect(readdirSync(folder)).toEqual([])
})

test('a body cut before its end is refused, not half kept', async () => {
  const body = '--x\r\nContent-Disposition: form-data; name="fichier"; filename="a.txt"\r\n\r\nbon'
  const cut = new Request('http://localhost/', {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    body,
  })
  await expect(receiveUpload(cut, { folder, maxBytes: 100 })).rejects.toMatchObject({
    code: 'envoi-interrompu',
  })
})

async function typeOf(name: string, bytes: BlobPart): Promise<string> {
  const { file } = await receiveUpload(sending(name, bytes), { folder, maxBytes: 1_000_000 })
  if (!file) throw new Error('no file')
  return checkedType(file)
}

test('the type is told by the content', async () => {
  expect(await typeOf('photo.PNG', png)).toBe('image/png')
  expect(await typeOf('liste.csv', 'a;b\n1;2\n')).toBe('text/csv')
})

test('a name that lies about the content, a program and an unknown kind are refused', async () => {
  await expect(typeOf('rapport.pdf', png)).rejects.toMatchObject({ code: 'type-refuse' })
  await expect(typeOf('photo.png', 'bonjour')).rejects.toMatchObject({ code: 'type-refuse' })
  await expect(typeOf('note.txt', Buffer.from('4d5a90000300', 'hex'))).rejects.toMatchObject({
    code: 'type-refuse',
  })
  await expect(typeOf('page.html', '<script>alert(1)</script>')).rejects.toMatchObject({
    code: 'type-refuse',
  })
})
