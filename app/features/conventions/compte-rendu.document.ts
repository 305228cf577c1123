import { compteLabel } from '#app/features/financements/index.words.ts'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatEuros } from '#app/lib/money.ts'
import { formatShare } from '#app/lib/numbers.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { type BlockInput, type Document, parseDocument } from '#app/platform/documents/document.schema.ts'
import { renduFields } from './compte-rendu.fields.ts'
import { totalsOfRendu } from './compte-rendu.rules.ts'
import type { RenduInput } from './compte-rendu.schema.ts'
import { reliquatIssues } from './compte-rendu.words.ts'
import type { CompteRendu, RenduLigne } from './comptes-rendus.queries.server.ts'

/** A financial report as a document, in the order of the form 15059. */
export function renduDocument(rendu: CompteRendu, given: { issuer: string; today: IsoDate }): Document {
  return parseDocument({
    title: `Compte rendu financier ${rendu.exercice}`,
    subtitle: `${rendu.action} (dossier ${rendu.dossierNumero})`,
    kind: 'Compte rendu financier de subvention (ordre du formulaire 15059)',
    issuer: given.issuer,
    date: given.today,
    status: statusOf(rendu),
    blocks: [
      ...identity(rendu),
      { type: 'heading', level: 1, text: 'Bilan qualitatif de l’action' },
      ...words(rendu, [
        'miseEnOeuvre',
        'beneficiaires',
        'beneficiairesDetail',
        'datesLieux',
        'objectifsAtteints',
      ]),
      { type: 'heading', level: 1, text: 'Tableau de synthèse' },
      tableOf(
        'Charges',
        rendu.lignes.filter((its) => its.sens === 'charge'),
      ),
      tableOf(
        'Produits',
        rendu.lignes.filter((its) => its.sens === 'produit'),
      ),
      ...balances(rendu),
      { type: 'heading', level: 1, text: 'Annexe' },
      ...words(rendu, ['reglesRepartition', 'ecarts', 'contributionsVolontaires', 'observations']),
      {
        type: 'signatures',
        place: 'Je certifie exactes les informations de ce compte rendu.',
        parties: [{ name: rendu.signataireNom || 'Nom du signataire', role: rendu.signataireFonction }],
      },
    ],
  })
}

function statusOf({ deposeLe, exemple }: CompteRendu): string {
  const state = deposeLe ? `Rendu le ${formatInstant(new Date(deposeLe))}` : 'En cours, pas encore rendu'
  return exemple ? `${state}, exemple` : state
}

function identity(rendu: CompteRendu): BlockInput[] {
  return [
    { type: 'heading', level: 1, text: 'Identification' },
    {
      type: 'facts',
      items: terms([
        ['Porteur', rendu.porteur],
        ['SIRET', rendu.porteurSiret ?? ''],
        ['Numéro RNA', rendu.porteurRna ?? ''],
        ['Appel', rendu.appel],
        ['Exercice', String(rendu.exercice)],
        ['Attendu le', formatDate(rendu.echeance)],
      ]),
    },
  ]
}

const terms = (items: ReadonlyArray<readonly [string, string]>) =>
  items.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value }))

function words(rendu: CompteRendu, keys: ReadonlyArray<keyof RenduInput>): BlockInput[] {
  return keys.flatMap((key) => {
    const value = rendu[key]
    const said = value === null || value === '' ? 'Non renseigné.' : String(value)
    return [
      { type: 'heading' as const, level: 2 as const, text: renduFields[key].label },
      ...said
        .split(/\n+/)
        .filter((its) => its.trim() !== '')
        .map((text) => ({ type: 'paragraph' as const, text })),
    ]
  })
}

function tableOf(caption: string, lines: ReadonlyArray<RenduLigne>): BlockInput {
  const sum = (of: (line: RenduLigne) => number) =>
    lines.filter((its) => its.totalled).reduce((all, its) => all + of(its), 0)
  const [planned, done] = [sum((its) => its.prevuCentimes), sum((its) => its.realiseCentimes ?? 0)]
  return {
    type: 'table',
    caption,
    columns: [
      { label: 'Compte', width: 4 },
      { label: 'Prévu', align: 'end', width: 2 },
      { label: 'Réalisé', align: 'end', width: 2 },
      { label: 'Part', align: 'end' },
    ],
    rows: lines.map((its) => [
      nameOf(its),
      formatEuros(its.prevuCentimes),
      its.realiseCentimes === null ? '' : formatEuros(its.realiseCentimes),
      shareOf(its.realiseCentimes, its.prevuCentimes),
    ]),
    totals: [
      [
        'Total, hors contributions volontaires',
        formatEuros(planned),
        formatEuros(done),
        shareOf(done, planned),
      ],
    ],
  }
}

/** « 74 État : Sous-préfecture ». */
export function nameOf({ compte, financeur, libelle }: RenduLigne): string {
  return [compteLabel(compte), financeur ?? libelle].filter(Boolean).join(' : ')
}

/** What was done of what was planned; empty where there is nothing to compare. */
export function shareOf(done: number | null, planned: number): string {
  return done === null || planned === 0 ? '' : formatShare(done / planned, 0)
}

function balances(rendu: CompteRendu): BlockInput[] {
  const { excedent } = totalsOfRendu(rendu.lignes)
  const decided = rendu.reliquats.filter((its) => its.issue !== null)
  return [
    {
      type: 'paragraph',
      text:
        excedent > 0
          ? `Les produits dépassent les charges de ${formatEuros(excedent)}.`
          : 'Les charges sont au moins égales aux produits : il ne reste rien des subventions.',
    },
    ...(decided.length === 0
      ? []
      : [
          {
            type: 'list' as const,
            items: decided.map(
              (its) =>
                `${its.financeur} : ${formatEuros(its.montantCentimes)}. ${its.issue ? reliquatIssues[its.issue] : ''}`,
            ),
          },
        ]),
  ]
}
