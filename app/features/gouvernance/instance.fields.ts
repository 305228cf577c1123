import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatCount } from '#app/lib/text.ts'
import { type Fields, text } from '#app/platform/fields.ts'
import { type InstanceInput, instanceNatures, type SiegeInput } from './instance.schema.ts'

const day = (value: IsoDate | null): string => (value ? formatDate(value) : '')

export const instanceFields = {
  nom: { label: 'Nom', cell: text },
  nature: { label: 'Nature', cell: (nature) => instanceNatures[nature] },
  objet: { label: 'Objet', hint: 'Ce qu’elle décide ou prépare.', cell: text },
  documentId: { label: 'Document-cadre', cell: (id, labels) => (id ? labels('document', id) : '') },
  elargitId: {
    label: 'Élargit l’instance',
    hint: 'Ses membres siègent ici aussi, et continueront quand elle changera.',
    cell: (id, labels) => (id ? labels('instance', id) : ''),
  },
  perimetreId: {
    label: 'Communes membres de droit',
    hint: 'Toutes les communes de ce périmètre siègent.',
    cell: (id, labels) => (id ? labels('perimetre', id) : ''),
  },
  qpvCode: { label: 'Quartier', cell: (code, labels) => (code ? labels('qpv', code) : '') },
  axeIds: { label: 'Axes', cell: (ids, labels) => ids.map((id) => labels('axe', id)).join(' ; ') },
  rythmeAnnuel: {
    label: 'Séances attendues par an',
    hint: 'Sans réponse, on ne dira pas que l’instance est silencieuse.',
    cell: (count) => (count ? formatCount(count, 'séance') : ''),
  },
  quorumPourcent: {
    label: 'Quorum (% des membres)',
    hint: 'Laissez vide s’il n’y en a pas.',
    cell: (share) => (share ? `${share} % des membres` : 'aucun'),
  },
  debut: { label: 'Depuis le', cell: day },
  fin: { label: 'Jusqu’au (exclu)', cell: day },
  source: { label: 'Source', cell: text },
} satisfies Fields<InstanceInput>

export const siegeFields = {
  organisationId: { label: 'Organisation', cell: (id, labels) => labels('organisation', id) },
  college: { label: 'Collège', hint: 'Habitants, acteurs locaux, élus…', cell: text },
  titulaireId: { label: 'Titulaire', cell: (id, labels) => (id ? labels('personne', id) : '') },
  suppleantId: { label: 'Suppléant·e', cell: (id, labels) => (id ? labels('personne', id) : '') },
  debut: { label: 'Siège depuis le', cell: day },
  fin: { label: 'Jusqu’au (exclu)', cell: day },
} satisfies Fields<SiegeInput>
