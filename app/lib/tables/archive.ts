import { createReadStream, createWriteStream } from 'node:fs'
import { basename, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { Refusal } from '#app/lib/errors.ts'

/** What an archive may unfold into: beyond, it is refused before it fills the disk. */
export interface ArchiveLimits {
  totalBytes: number
  members: number
  /** Unzipped over zipped size of one member, looked at only above `ratioFrom` bytes. */
  ratio: number
  ratioFrom: number
}

export const ARCHIVE_LIMITS: ArchiveLimits = {
  totalBytes: 4 * 1024 ** 3,
  members: 2_000,
  ratio: 300,
  ratioFrom: 64 * 1024 ** 2,
}

/** Sheets hold a lot of repeated XML: what they unfold into is read in memory and so held tighter. */
export const WORKBOOK_LIMITS: ArchiveLimits = { ...ARCHIVE_LIMITS, totalBytes: 1024 ** 3 }

export interface Member {
  name: string
  size: number
  zippedSize: number
}

/** The members of a zip, folders and hidden copies of macOS left aside. Refuses what is cut short or a bomb. */
export async function listMembers(path: string, limits = ARCHIVE_LIMITS): Promise<Member[]> {
  const zip = await openZip(path)
  try {
    if (zip.entryCount > limits.members) throw bomb(path, `elle annonce ${zip.entryCount} fichiers`)
    const members: Member[] = []
    for await (const entry of zip.eachEntry()) members.push(memberOf(entry, path))
    checkMembers(members, path, limits)
    return members.filter((member) => !member.name.endsWith('/') && !member.name.includes('__MACOSX/'))
  } catch (error) {
    throw asRefusal(error, path)
  } finally {
    zip.close()
  }
}

function memberOf(entry: Entry, path: string): Member {
  if (entry.isEncrypted()) {
    const sentence = `L’archive ${basename(path)} est protégée par un mot de passe. Retirez-le, puis recommencez.`
    throw new Refusal('archive-chiffree', sentence)
  }
  return { name: entry.fileName, size: entry.uncompressedSize, zippedSize: entry.compressedSize }
}

function checkMembers(members: Member[], path: string, limits: ArchiveLimits): void {
  const total = members.reduce((sum, member) => sum + member.size, 0)
  if (total > limits.totalBytes)
    throw bomb(path, `elle se déploierait en ${Math.round(total / 1024 ** 2)} Mo`)
  for (const member of members) {
    const ratio = member.size / Math.max(member.zippedSize, 1)
    if (member.size > limits.ratioFrom && ratio > limits.ratio) {
      throw bomb(path, `« ${member.name} » y est compressé ${Math.round(ratio)} fois`)
    }
  }
}

/** Writes one member to a file, stopping when it unfolds into more than it announced or than allowed. */
export async function extractMember(path: string, name: string, target: string): Promise<string> {
  const zip = await openZip(path)
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName !== name) continue
      const stream = await zip.openReadStreamPromise(entry)
      await pipeline(stream, byteLimit(path, entry.uncompressedSize), createWriteStream(target))
      return target
    }
    throw new Refusal('membre-absent', `L’archive ${basename(path)} ne contient pas « ${name} ».`)
  } catch (error) {
    throw asRefusal(error, path)
  } finally {
    zip.close()
  }
}

/** The last bytes of each member whose name is of this form, without keeping the rest. */
export async function readTails(path: string, names: RegExp, bytes: number): Promise<Map<string, string>> {
  const tails = new Map<string, string>()
  const zip = await openZip(path)
  try {
    for await (const entry of zip.eachEntry()) {
      if (!names.test(entry.fileName)) continue
      let tail = Buffer.alloc(0)
      for await (const piece of await zip.openReadStreamPromise(entry)) {
        const chunk: Buffer = piece
        tail =
          chunk.length >= bytes
            ? Buffer.from(chunk.subarray(-bytes))
            : Buffer.concat([tail, chunk]).subarray(-bytes)
      }
      tails.set(entry.fileName, tail.toString('utf8'))
    }
    return tails
  } catch (error) {
    throw asRefusal(error, path)
  } finally {
    zip.close()
  }
}

/** Unfolds a gzip file beside, within the limits. */
export async function gunzipTo(path: string, folder: string, limits = ARCHIVE_LIMITS): Promise<string> {
  const target = join(folder, basename(path).replace(/\.gz$/i, '') || 'contenu')
  try {
    const out = createWriteStream(target)
    await pipeline(createReadStream(path), createGunzip(), byteLimit(path, limits.totalBytes), out)
    return target
  } catch (error) {
    throw asRefusal(error, path)
  }
}

function byteLimit(path: string, limit: number): Transform {
  let seen = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length
      if (seen > limit) done(bomb(path, 'elle se déploie en plus que ce qu’elle annonce'))
      else done(null, chunk)
    },
  })
}

async function openZip(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { lazyEntries: true, autoClose: false })
  } catch (error) {
    throw asRefusal(error, path)
  }
}

function bomb(path: string, why: string): Refusal {
  const sentence = `L’archive ${basename(path)} est refusée : ${why}. Décompressez-la vous-même et importez le fichier utile.`
  return new Refusal('archive-demesuree', sentence)
}

function asRefusal(error: unknown, path: string): unknown {
  if (error instanceof Refusal) return error
  // A file that is missing or unreadable is not a broken archive.
  if (error instanceof Error && 'syscall' in error) return error
  const sentence = `L’archive ${basename(path)} est incomplète ou abîmée : téléchargez-la de nouveau, puis recommencez.`
  return new Refusal('archive-abimee', sentence, { details: error instanceof Error ? error.message : null })
}
