import { formatDate, formatMonth } from '#app/lib/dates.ts'
import { capitalise, formatList } from '#app/lib/text.ts'
import type { BlockInput, DocumentInput } from '#app/platform/documents/document.schema.ts'
import { experienceFields } from './experience.fields.ts'
import { hasFigure } from './experience.rules.ts'
import type { Bloc, BlocSection, ExperienceInput } from './experience.schema.ts'
import { exampleCallout } from './fiche.documents.ts'
import { textBlocks } from './text-blocks.ts'

export interface ExperienceMatter {
  sheet: ExperienceInput & { exemple: boolean }
  blocs: ReadonlyArray<Bloc>
  issuer: string
}

const KIND = 'Fiche d’expérience'
const NOT_MEASURED = 'Non mesuré : les effets de l’action n’ont pas été mesurés à la date de cette fiche.'

/** The whole sheet, in the order of the case sheets people know. */
export function experienceDocument(matter: ExperienceMatter): DocumentInput {
  const { sheet } = matter
  return {
    ...headOf(matter, KIND),
    contents: false,
    blocks: [
      ...exampleCallout(sheet.exemple),
      { type: 'facts', items: identityOf(sheet) },
      ...quoteOf(sheet),
      ...section(matter, 'porteurs', 1),
      ...section(matter, 'objectifs', 1),
      ...section(matter, 'origine', 1),
      ...section(matter, 'description', 1),
      ...bilanOf(matter),
      ...section(matter, 'partenaires', 1),
      ...moyensOf(matter),
      ...plain(experienceFields.notes.label, sheet.notes),
      ...plain(experienceFields.complement.label, sheet.complement),
      ...plain(experienceFields.contact.label, sheet.contact),
      ...sourcesOf(matter),
    ],
  }
}

/** The short version: one screen of a phone. */
export function shortExperienceDocument(matter: ExperienceMatter): DocumentInput {
  const { sheet, blocs } = matter
  const figures = blocs.flatMap(({ chiffres }) => chiffres).slice(0, 6)
  return {
    ...headOf(matter, `${KIND} · version courte`),
    blocks: [
      ...exampleCallout(sheet.exemple),
      ...quoteOf(sheet),
      ...(figures.length > 0
        ? [
            {
              type: 'facts' as const,
              look: 'figures' as const,
              items: figures.map(({ valeur, label }) => ({ value: valeur, label })),
            },
          ]
        : []),
      ...plain(experienceFields.objectifs.label, sheet.objectifs),
      ...bilanOf(matter),
      ...plain(experienceFields.contact.label, sheet.contact),
      ...(sheet.objectifs === '' && figures.length === 0 ? section(matter, 'objectifs', 1) : []),
    ],
  }
}

function headOf({ sheet, issuer }: ExperienceMatter, kind: string) {
  return { title: sheet.titre, kind, issuer, date: sheet.mois }
}

function identityOf(sheet: ExperienceInput) {
  const facts: Array<[string, string]> = [
    [experienceFields.typeAction.label, sheet.typeAction],
    [experienceFields.departement.label, sheet.departement],
    ['Date', capitalise(formatMonth(sheet.mois))],
  ]
  return facts.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value }))
}

function quoteOf({ surLeVif, surLeVifFonction }: ExperienceInput): BlockInput[] {
  return surLeVif ? [{ type: 'quote', text: `« ${surLeVif} »`, by: surLeVifFonction }] : []
}

function plain(label: string, text: string): BlockInput[] {
  return text ? [{ type: 'heading', level: 1, text: label }, ...textBlocks(text, 2)] : []
}

const below = { 1: 2, 2: 3 } as const

function section(matter: ExperienceMatter, key: BlocSection, level: 1 | 2): BlockInput[] {
  const inside = [...textBlocks(matter.sheet[key], below[level]), ...blocsOf(matter.blocs, key)]
  return inside.length > 0 ? [{ type: 'heading', level, text: experienceFields[key].label }, ...inside] : []
}

function bilanOf(matter: ExperienceMatter): BlockInput[] {
  const { sheet, blocs } = matter
  const inside = [...textBlocks(sheet.bilan, 2), ...blocsOf(blocs, 'bilan')]
  const unmeasured = sheet.nonMesure || !hasFigure(sheet.bilan, blocs)
  return [
    { type: 'heading', level: 1, text: experienceFields.bilan.label },
    ...inside,
    ...(unmeasured ? [{ type: 'callout' as const, text: NOT_MEASURED, tone: 'warning' as const }] : []),
  ]
}

function moyensOf(matter: ExperienceMatter): BlockInput[] {
  const inside = [
    ...section(matter, 'moyensHumains', 2),
    ...section(matter, 'moyensFinanciers', 2),
    ...section(matter, 'moyensMateriels', 2),
  ]
  return inside.length > 0 ? [{ type: 'heading', level: 1, text: 'Moyens' }, ...inside] : []
}

function blocsOf(blocs: ReadonlyArray<Bloc>, key: BlocSection): BlockInput[] {
  return blocs
    .filter((bloc) => bloc.section === key)
    .flatMap((bloc): BlockInput[] => [
      { type: 'paragraph', text: [{ text: bloc.titre, strong: true }] },
      isRollCall(bloc.lignes)
        ? { type: 'paragraph', text: `${formatList(bloc.lignes)}.` }
        : { type: 'list', items: bloc.lignes },
    ])
}

/** Many short names read better as a sentence than as a column. */
function isRollCall(lines: ReadonlyArray<string>): boolean {
  return lines.length > 8 && lines.every((line) => line.length < 45)
}

function sourcesOf({ blocs }: ExperienceMatter): BlockInput[] {
  const bySource = Map.groupBy(blocs, ({ source, figeLe }) => `${source}, figé le ${formatDate(figeLe)}`)
  const items = [...bySource].map(
    ([source, its]) => `${source} : ${its.map(({ titre }) => titre).join(' ; ')}.`,
  )
  return items.length > 0 ? [{ type: 'sources', title: 'Sources des listes et des chiffres', items }] : []
}
