import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { EncodingDetector, type EncodingFacts } from './encoding.ts'

export type ContentKind = 'texte' | 'json' | 'zip' | 'gzip' | 'ole' | 'parquet'

/** What a file is, told by its bytes and never by its name. */
export interface Content extends EncodingFacts {
  kind: ContentKind
  path: string
  name: string
  size: number
  sha256: string
  lineFeeds: number
  /** False when no cell of a delimited text can be quoted. */
  hasQuotes: boolean
}

/** Reads the whole file once: fingerprint, kind and encoding. Refuses what is not data, and says what it is. */
export async function sniffFile(path: string): Promise<Content> {
  const name = basename(path)
  const size = await sizeOf(path, name)
  if (size === 0)
    throw new Refusal('fichier-vide', `Le fichier ${name} est vide : téléchargez-le de nouveau.`)
  const hash = createHash('sha256')
  const detector = new EncodingDetector()
  let head: Buffer | null = null
  let lineFeeds = 0
  let hasQuotes = false
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const piece: Buffer = chunk
    head ??= Buffer.from(piece.subarray(0, 4096))
    hash.update(piece)
    detector.push(piece)
    hasQuotes ||= piece.includes(0x22)
    for (let at = piece.indexOf(10); at !== -1; at = piece.indexOf(10, at + 1)) lineFeeds++
  }
  const facts = detector.end()
  const kind = kindOf(head ?? Buffer.alloc(0), facts, name)
  return { ...facts, kind, path, name, size, sha256: hash.digest('hex'), lineFeeds, hasQuotes }
}

async function sizeOf(path: string, name: string): Promise<number> {
  const facts = await stat(path).catch(() => null)
  if (!facts) throw new NotFound(`Le fichier ${name} n’existe pas à cet endroit : vérifiez le chemin.`)
  if (facts.isDirectory()) {
    throw new Refusal('dossier', `${name} est un dossier : donnez les fichiers un par un.`)
  }
  return facts.size
}

const SIGNATURES: Array<[string, ContentKind]> = [
  ['504b0304', 'zip'],
  ['504b0506', 'zip'],
  ['1f8b', 'gzip'],
  ['d0cf11e0', 'ole'],
  ['50415231', 'parquet'],
]

const REFUSED: Array<[string, string]> = [
  ['25504446', 'un document PDF : demandez le tableau d’origine (CSV, XLSX ou ODS)'],
  ['377abcaf', 'une archive 7z : décompressez-la, puis importez son contenu'],
  ['52617221', 'une archive RAR : décompressez-la, puis importez son contenu'],
  ['89504e47', 'une image PNG : demandez le tableau d’origine'],
  ['ffd8ff', 'une image JPEG : demandez le tableau d’origine'],
]

function kindOf(head: Buffer, facts: EncodingFacts, name: string): ContentKind {
  const hex = head.subarray(0, 8).toString('hex')
  const known = SIGNATURES.find(([signature]) => hex.startsWith(signature))
  if (known) return known[1]
  const refused = REFUSED.find(([signature]) => hex.startsWith(signature))
  if (refused) throw new Refusal('contenu-inattendu', `Le fichier ${name} est ${refused[1]}.`)
  if (head.length > 0 && head.every((byte) => byte === 0)) {
    const sentence = `Le fichier ${name} ne contient que des zéros : son téléchargement ou sa copie a échoué, recommencez.`
    throw new Refusal('contenu-binaire', sentence)
  }
  const isUtf16 = facts.encoding.startsWith('utf-16')
  if (facts.hasNul && !isUtf16) {
    const sentence = `Le fichier ${name} n’est ni du texte ni un classeur connu. Enregistrez-le en CSV, XLSX ou ODS, puis recommencez.`
    throw new Refusal('contenu-binaire', sentence)
  }
  return kindOfText(
    head
      .toString(isUtf16 ? 'utf16le' : 'utf8')
      .replace(/^\ufeff/, '')
      .trimStart(),
    name,
  )
}

function kindOfText(start: string, name: string): ContentKind {
  if (start.startsWith('version https://git-lfs.github.com/spec')) {
    const sentence = `Le fichier ${name} n’est qu’un pointeur Git LFS, pas les données : téléchargez le fichier lui-même depuis la page du producteur.`
    throw new Refusal('pointeur-git-lfs', sentence)
  }
  const markup = start.replace(/^(?:<\?xml[^>]*\?>|<!--.*?-->|\s)+/s, '')
  if (/^<(!doctype\s+html|html|head|body)/i.test(markup)) {
    const sentence = `Le fichier ${name} est une page web (souvent une page d’erreur), pas des données : téléchargez-le de nouveau et ouvrez-le avant de l’importer.`
    throw new Refusal('page-html', sentence)
  }
  if (start.startsWith('<')) {
    const sentence = `Le fichier ${name} est du XML : enregistrez le tableau en CSV, XLSX ou ODS, puis recommencez.`
    throw new Refusal('xml', sentence)
  }
  if (start === '') throw new Refusal('fichier-vide', `Le fichier ${name} ne contient que des lignes vides.`)
  return /^(\{\s*["}]|\[\s*[[{\]"\d])/.test(start) ? 'json' : 'texte'
}
