import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatEuros } from '#app/lib/money.ts'
import { formatNumber } from '#app/lib/numbers.ts'
import { type Fields, type LabelKind, type Labels, text } from '#app/platform/fields.ts'
import { type FicheRecord, ficheEtats, ficheNatures, fichePortees } from './fiche.schema.ts'

/** Between the items of a list in one cell, on screen and in spreadsheets. */
export const LIST_SEPARATOR = ' ; '

const one = (kind: LabelKind) => (id: string | null, labels: Labels) => (id ? labels(kind, id) : '')
const many = (kind: LabelKind) => (ids: string[], labels: Labels) =>
  ids.map((id) => labels(kind, id)).join(LIST_SEPARATOR)
const day = (date: IsoDate | null) => (date ? formatDate(date) : '')
const yesNo = (value: boolean) => (value ? 'oui' : 'non')

export const ficheFields = {
  code: { label: 'Code', hint: 'Laissé vide, le prochain numéro est donné.', cell: text },
  nature: {
    label: 'Nature',
    hint: 'Un programme est conduit dans la durée et peut réunir des actions.',
    cell: (nature) => ficheNatures[nature],
  },
  titre: { label: 'Titre', cell: text },
  resume: { label: 'Résumé', hint: 'Deux ou trois phrases, lisibles par tous.', cell: text },
  contexte: { label: 'Contexte', hint: 'Le constat, les besoins, ce qui existe déjà.', cell: text },
  objectifs: { label: 'Objectifs', hint: 'Ce qui doit changer, pour qui.', cell: text },
  axeId: { label: 'Axe principal', cell: one('axe') },
  autresAxeIds: { label: 'Autres axes', cell: many('axe') },
  themeIds: { label: 'Thèmes transversaux', cell: many('theme') },
  documentIds: { label: 'Documents-cadres', cell: many('document') },
  parentId: {
    label: 'Programme auquel elle appartient',
    hint: 'Par exemple une action d’un appel à projets remporté.',
    cell: one('fiche'),
  },
  portee: { label: 'Territoire concerné', cell: (portee) => fichePortees[portee] },
  communeCodes: { label: 'Communes', cell: many('commune') },
  qpvCodes: { label: 'Quartiers prioritaires', cell: many('qpv') },
  publicVise: { label: 'Public visé', cell: text },
  beneficiairesPrevus: {
    label: 'Personnes concernées (prévision)',
    hint: 'Un effectif, jamais de noms.',
    cell: (count) => (count === null ? '' : formatNumber(count)),
  },
  porteurId: { label: 'Porteur', cell: one('organisation') },
  operateurIds: { label: 'Opérateurs', cell: many('organisation') },
  partenaireIds: { label: 'Partenaires', cell: many('organisation') },
  financeurIds: { label: 'Financeurs', cell: many('organisation') },
  gestionDirecte: { label: 'Gestion directe par l’intercommunalité', cell: yesNo },
  verificationOffre: {
    label: 'Offre existante sur le territoire',
    hint: 'À remplir quand l’intercommunalité porte : quels services existent déjà, pourquoi aucun ne peut s’en charger, qui l’a vérifié et quand.',
    cell: text,
  },
  debut: { label: 'Début', cell: day },
  fin: {
    label: 'Fin (exclue)',
    hint: 'Le premier jour où l’action n’est plus menée : 01/01/2021 pour une action qui s’achève fin 2020.',
    cell: day,
  },
  budgetCentimes: {
    label: 'Budget prévisionnel (€)',
    hint: 'Coût total, toutes ressources comprises.',
    cell: (centimes) => (centimes === null ? '' : formatEuros(centimes)),
  },
  lecons: { label: 'Enseignements', hint: 'Ce que l’on en retient, pour qui voudrait refaire.', cell: text },
  etat: { label: 'État', cell: (etat) => ficheEtats[etat] },
  motifEtat: { label: 'Motif de l’état', cell: text },
  exemple: { label: 'Exemple', cell: yesNo },
} satisfies Fields<FicheRecord>
