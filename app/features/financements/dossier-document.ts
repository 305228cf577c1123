import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatEuros } from '#app/lib/money.ts'
import { formatShare } from '#app/lib/numbers.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { type BlockInput, type Document, parseDocument } from '#app/platform/documents/document.schema.ts'
import { type BudgetTotals, totalsOf } from './budget.rules.ts'
import { codeOf, comptes, groupes } from './budget.ts'
import { dossierFields } from './dossier.fields.ts'
import { attestations, dossierEtats, portees, tranches } from './dossier.words.ts'
import type { Dossier } from './dossiers.queries.server.ts'
import type { Structure } from './structure.server.ts'

export interface Printed {
  dossier: Dossier
  structure: Structure
  appel: {
    titre: string
    exercice: number
    pieces: ReadonlyArray<{ id: string; titre: string }>
    financeurs: ReadonlyArray<{ value: string; label: string }>
  }
  /** Never in clear on paper: the last signs. */
  iban: string | null
  issuer: string
  today: IsoDate
}

const heading = (text: string, level: 1 | 2 = 1): BlockInput => ({ type: 'heading', level, text })

/** A dossier in the order of the CERFA 12156: structure, project, budget, attestations, documents. */
export function dossierDocument(printed: Printed): Document {
  const { dossier, appel, issuer, today } = printed
  const status = dossier.numero ?? dossierEtats[dossier.etat]
  return parseDocument({
    title: dossier.titre || 'Dossier sans titre',
    subtitle: dossier.porteur,
    kind: 'Demande de subvention',
    issuer,
    date: today,
    status,
    blocks: [
      ...summary(printed),
      heading('1. Identification de la structure'),
      ...structureBlocks(printed),
      heading('6. Projet'),
      ...projectBlocks(dossier),
      heading('Budget du projet'),
      ...budgetBlocks(dossier),
      heading('7. Attestations et signature'),
      ...signatureBlocks(dossier, appel),
    ],
  })
}

function terms(items: Array<[string, string | null | undefined]>): BlockInput[] {
  const kept = items.flatMap(([label, value]) => (value ? [{ label, value }] : []))
  return kept.length === 0 ? [] : [{ type: 'facts', items: kept }]
}

function summary({ dossier, appel }: Printed): BlockInput[] {
  const { parFinanceur } = totalsOf(dossier.budget)
  const asked = appel.financeurs.flatMap((its) => {
    const amount = parFinanceur.get(its.value)
    return amount ? [[its.label, formatEuros(amount)]] : []
  })
  const facts = terms([
    ['Appel', appel.titre],
    ['Numéro', dossier.numero ?? 'Pas encore déposé'],
    ['Forme', 'En numéraire'],
    ['Objet', 'Projet'],
    ['Fréquence', dossier.reconduction ? 'Renouvellement' : 'Première demande'],
    ['Période', dossier.pluriannuel ? 'Pluriannuelle' : 'Annuelle ou ponctuelle'],
    ['Exercice', String(appel.exercice)],
    ['Déposé le', dossier.deposeLe ? formatInstant(new Date(dossier.deposeLe)) : null],
  ])
  return asked.length === 0
    ? facts
    : [
        ...facts,
        {
          type: 'table',
          caption: 'Montants demandés',
          columns: [
            { label: 'Financeur', width: 3 },
            { label: 'Demandé', align: 'end' },
          ],
          rows: asked,
        },
      ]
}

function structureBlocks({ structure, dossier, iban }: Printed): BlockInput[] {
  return terms([
    ['Nom', structure.nom],
    ['Sigle', structure.sigle],
    ['SIRET', structure.siret],
    ['Numéro RNA', structure.rna],
    ['Siège', [structure.adresse, structure.commune].filter(Boolean).join(', ')],
    ['Courriel', structure.courriel],
    ['Téléphone', structure.telephone],
    ['Site', structure.siteWeb],
    [
      'Représentant légal ou signataire',
      [dossier.signataireNom, dossier.signataireFonction].filter(Boolean).join(', '),
    ],
    [
      'Responsable du projet',
      [dossier.responsableNom, dossier.responsableFonction].filter(Boolean).join(', '),
    ],
    ['Son courriel', dossier.responsableCourriel],
    ['Son téléphone', dossier.responsableTelephone],
    ['Compte bancaire', iban],
    [
      'Aides publiques sur trois ans',
      dossier.seuilAidesDepasse ? 'Supérieures à 500 000 €' : 'Inférieures ou égales à 500 000 €',
    ],
  ])
}

function projectBlocks(dossier: Dossier): BlockInput[] {
  const { debut, fin } = dossier
  const text = (
    key:
      | 'objectifs'
      | 'description'
      | 'besoins'
      | 'publicVise'
      | 'moyensHumains'
      | 'evaluation'
      | 'autresInformations',
  ): BlockInput[] =>
    dossier[key] === '' ? [] : [heading(dossierFields[key].label, 2), ...paragraphs(dossier[key])]
  return [
    ...terms([
      ['Intitulé', dossier.titre],
      ['Axe', dossier.axe],
      ['Nouveau projet', dossier.reconduction ? 'Non, renouvellement' : 'Oui'],
      ['Période', debut && fin ? `du ${formatDate(debut)} au ${formatDate(fin)}` : null],
      ['Territoire', [...dossier.communes, ...dossier.qpvs].join(', ') || portees[dossier.portee]],
      ['Lieux', dossier.lieux],
      ['Bénévoles', countOf(dossier.benevoles)],
      ['Salariés', countOf(dossier.salaries)],
      ['Équivalents temps plein', countOf(dossier.etp)],
    ]),
    ...text('objectifs'),
    ...text('besoins'),
    ...text('description'),
    ...text('publicVise'),
    ...publics(dossier),
    ...text('moyensHumains'),
    ...text('evaluation'),
    ...results(dossier),
    ...text('autresInformations'),
  ]
}

const countOf = (its: number | null): string | null => (its === null ? null : String(its).replace('.', ','))

function paragraphs(text: string): BlockInput[] {
  return text
    .split(/\n+/)
    .filter((its) => its.trim() !== '')
    .map((its) => ({ type: 'paragraph', text: its }))
}

function publics({ publics: counts }: Dossier): BlockInput[] {
  if (counts.length === 0) return []
  const rows = Object.entries(tranches).flatMap(([key, label]) => {
    const row = counts.find((its) => its.tranche === key)
    return row ? [[label, String(row.femmes), String(row.hommes), String(row.dontQpv)]] : []
  })
  return [
    {
      type: 'table',
      caption: 'Personnes attendues',
      columns: [
        { label: 'Âge', width: 2 },
        { label: 'Femmes', align: 'end' },
        { label: 'Hommes', align: 'end' },
        { label: 'Dont habitants de QPV', align: 'end' },
      ],
      rows,
    },
  ]
}

function results({ resultats }: Dossier): BlockInput[] {
  if (resultats.length === 0) return []
  return [
    {
      type: 'table',
      caption: 'Résultats attendus',
      columns: [
        { label: 'Indicateur', width: 3 },
        { label: 'Visé', align: 'end' },
      ],
      rows: resultats.map((its) => [its.indicateur, `${countOf(its.cible) ?? ''} ${its.unite}`.trim()]),
    },
  ]
}

function budgetBlocks(dossier: Dossier): BlockInput[] {
  const totals = totalsOf(dossier.budget)
  const share = totals.produits === 0 ? '' : formatShare(totals.demande / totals.produits)
  return [
    side(dossier, 'charge', totals),
    side(dossier, 'produit', totals),
    {
      type: 'paragraph',
      text: `La subvention demandée représente ${share || 'une part à préciser'} du total des produits.`,
    },
    ...paragraphs(dossier.chargesIndirectes ? `Charges indirectes : ${dossier.chargesIndirectes}` : ''),
  ]
}

/** One side of the budget, group by group, codes in the order of the form. */
function side(dossier: Dossier, sens: 'charge' | 'produit', totals: BudgetTotals): BlockInput {
  const rows = comptes
    .filter((its) => its.sens === sens)
    .flatMap((compte) =>
      dossier.budget
        .filter((line) => line.compte === compte.key)
        .map((line) => [
          codeOf(compte),
          [compte.label, line.financeur ?? line.libelle].filter(Boolean).join(' : '),
          formatEuros(line.montantCentimes),
        ]),
    )
  const total = sens === 'charge' ? totals.charges : totals.produits
  const valued = sens === 'charge' ? totals.contributionsEmplois : totals.contributionsProduits
  const group = groupes[sens === 'charge' ? '86' : '87']?.label ?? ''
  return {
    type: 'table',
    caption: sens === 'charge' ? 'Charges' : 'Produits',
    columns: [
      { label: 'Compte' },
      { label: 'Intitulé', width: 5 },
      { label: 'Montant', align: 'end', width: 2 },
    ],
    rows,
    totals: [
      ['', sens === 'charge' ? 'Total des charges' : 'Total des produits', formatEuros(total)],
      ['', `Dont hors total : ${group}`, formatEuros(valued)],
    ],
  }
}

function signatureBlocks(dossier: Dossier, appel: Printed['appel']): BlockInput[] {
  const given = appel.pieces.map((piece) => {
    const files = dossier.pieces.filter((its) => its.appelPieceId === piece.id).map((its) => its.nom)
    return [piece.titre, files.join(', ') || 'Non jointe']
  })
  const texts = dossier.attestees.map(
    (its) => `${attestations[its].text} (version ${attestations[its].version})`,
  )
  const pieces: BlockInput[] =
    given.length === 0
      ? []
      : [
          heading('Pièces jointes', 1),
          {
            type: 'table',
            caption: 'Pièces jointes',
            columns: [
              { label: 'Pièce', width: 2 },
              { label: 'Fichier', width: 3 },
            ],
            rows: given,
          },
        ]
  return [
    texts.length > 0
      ? { type: 'list', items: texts }
      : { type: 'paragraph', text: 'Les attestations se signent au dépôt.' },
    ...terms([
      ['Signé par', [dossier.signataireNom, dossier.signataireFonction].filter(Boolean).join(', ')],
      ['Le', dossier.signeLe ? formatInstant(new Date(dossier.signeLe)) : null],
      ['Empreinte de la copie gardée (SHA-256)', dossier.copieSha256],
    ]),
    ...pieces,
  ]
}
