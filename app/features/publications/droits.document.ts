import { formatDate, type IsoDate, parseIsoDate } from '#app/lib/dates.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { capitalise, formatCount } from '#app/lib/text.ts'
import type { DocumentInput } from '#app/platform/documents/document.schema.ts'
import type { Known } from './registre.queries.server.ts'
import { traitements } from './registre.ts'

/** The answer to a person who asks what is known of them: each line kept, and the law under which it is. */
export function droitsDocument(
  { personne, known }: { personne: { nom: string }; known: ReadonlyArray<Known> },
  issued: { issuer: string; date: IsoDate },
): DocumentInput {
  return {
    title: `Données concernant ${personne.nom}`,
    kind: 'Droit d’accès (RGPD, article 15)',
    ...issued,
    blocks: [
      {
        type: 'paragraph',
        look: 'lead',
        text: 'Tout ce que l’application garde et qui se rattache à cette personne par son compte ou par son adresse. Ce que d’autres ont écrit d’elle en texte libre n’est pas retrouvé ainsi.',
      },
      ...traitements.flatMap(({ titre, finalite, base, conservation, places }) => {
        const here = known.filter(({ table }) => places.some((its) => its.table === table))
        if (here.length === 0) return []
        return [
          { type: 'heading' as const, level: 1 as const, text: titre },
          {
            type: 'paragraph' as const,
            look: 'small' as const,
            text: `${finalite} ${base}. Conservation : ${conservation}.`,
          },
          ...here.flatMap(blocksOf),
        ]
      }),
      {
        type: 'callout',
        title: 'Vos droits',
        text: 'Vous pouvez demander la rectification de ce qui est inexact, vous opposer à un traitement, et saisir la CNIL.',
      },
    ],
  }
}

const MOST_SHOWN = 200

function blocksOf({ contenu, lignes }: Known) {
  const shown = lignes.slice(0, MOST_SHOWN)
  const more = lignes.length - shown.length
  return [
    {
      type: 'heading' as const,
      level: 2 as const,
      text: `${contenu} (${formatCount(lignes.length, 'ligne')})`,
    },
    { type: 'list' as const, items: shown.map(lineText) },
    ...(more > 0
      ? [
          {
            type: 'paragraph' as const,
            look: 'small' as const,
            text: `Et ${formatCount(more, 'autre ligne', 'autres lignes')}, toutes dans le fichier JSON.`,
          },
        ]
      : []),
  ]
}

function lineText(line: Record<string, unknown>): string {
  const told = Object.entries(line).filter(
    ([name]) => name !== 'id' && name !== 'version' && !name.endsWith('_id'),
  )
  const words = told.map(([name, value]) => `${capitalise(name.replaceAll('_', ' '))} : ${cell(value)}`)
  return words.join(' ; ') || 'Un lien, sans autre donnée.'
}

function cell(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'oui' : 'non'
  if (typeof value === 'object') return JSON.stringify(value)
  const text = String(value)
  const day = parseIsoDate(text)
  if (day) return formatDate(day)
  return /^\d{4}-\d\d-\d\dT/.test(text) ? formatInstant(new Date(text)) : text
}
