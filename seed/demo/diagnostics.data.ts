import type { ConstatInput, DiagnosticInput } from '#app/features/diagnostics/diagnostic.schema.ts'
import type { ObservationInput } from '#app/features/diagnostics/observation.schema.ts'
import { isoDate } from '#app/lib/dates.ts'

// All of it is invented: the demonstration says « exemple » on each.

export type ObservationDemo = Omit<ObservationInput, 'axeId'> & { key: string; axe: string }

const RIVES = 'QN05921M'
const DUTEMPLE = 'QN05930M'

export const observationsDemo: readonly ObservationDemo[] = [
  {
    key: 'medecins',
    axe: '2',
    texte:
      'Les nouveaux arrivants ne trouvent pas de médecin traitant : les cabinets du quartier ne prennent plus personne et renvoient vers les urgences.',
    communes: [],
    qpvs: [RIVES],
    auteurQualite: 'professionnel',
    observeeLe: isoDate('2026-10-06'),
    depuis: 'depuis deux ans',
    certitude: 'vu',
    sources: 'permanences d’accès aux droits',
    etiquettes: 'médecin traitant, accès aux soins',
  },
  {
    key: 'dentaire',
    axe: '2',
    texte:
      'Les soins dentaires des enfants sont repoussés : les parents citent l’avance de frais et le trajet, plus que le délai.',
    communes: [],
    qpvs: [RIVES, DUTEMPLE],
    auteurQualite: 'benevole',
    observeeLe: isoDate('2026-09-17'),
    depuis: 'depuis la fermeture du cabinet voisin',
    certitude: 'rapporte',
    sources: 'café des parents',
    etiquettes: 'dents, enfants, reste à charge',
  },
  {
    key: 'sante-mentale',
    axe: '2',
    texte:
      'Les jeunes adultes qui décrochent parlent d’abord de sommeil et d’angoisse ; la consultation gratuite existe mais on la découvre trop tard.',
    communes: [],
    qpvs: [DUTEMPLE],
    auteurQualite: 'professionnel',
    observeeLe: isoDate('2026-10-21'),
    depuis: 'depuis la rentrée',
    certitude: 'vu',
    sources: 'entretiens d’accueil',
    etiquettes: 'santé mentale, jeunesse',
  },
  {
    key: 'bus',
    axe: '2',
    texte:
      'Pour rejoindre la maison de santé il faut deux bus, et le dernier part avant la fin des consultations.',
    communes: ['59606'],
    qpvs: [DUTEMPLE],
    auteurQualite: 'habitant',
    observeeLe: isoDate('2026-10-02'),
    depuis: 'depuis le changement d’horaires',
    certitude: 'vu',
    sources: 'conseil citoyen',
    etiquettes: 'transport, accès aux soins',
  },
]

export const reponseDemo: Omit<ObservationInput, 'axeId' | 'communes' | 'qpvs'> = {
  texte:
    'Même constat à la protection maternelle : on nous demande une adresse de médecin à chaque rendez-vous.',
  auteurQualite: 'agent',
  observeeLe: isoDate('2026-10-12'),
  depuis: '',
  certitude: 'vu',
  sources: 'consultations',
  etiquettes: 'médecin traitant',
}

export const diagnosticDemo: Omit<DiagnosticInput, 'axeId'> = {
  titre: 'Accès aux soins dans deux quartiers',
  annee: 2026,
  communes: ['59606', '59014'],
  qpvs: [RIVES, DUTEMPLE],
  resume:
    'Le terrain décrit un renoncement aux soins que les chiffres publiés ne montrent pas encore : peu d’indicateurs de santé existent à l’échelle du quartier.',
}

type ConstatDemo = Omit<ConstatInput, 'observations' | 'engagements'> & {
  observations: string[]
  points: number
}

export const constatsDemo: readonly ConstatDemo[] = [
  {
    titre: 'On renonce à se soigner faute d’argent et de trajet plus que de délai',
    indicateurs: ['POV60', 'MEDIAN_INC', 'UNEMP_RP'],
    lecture:
      'Les communes des deux quartiers sont parmi les plus pauvres de l’intercommunalité ; le terrain confirme que l’avance de frais et le transport éloignent des soins.',
    accord: 'accord',
    observations: ['dentaire', 'bus'],
    points: 3,
  },
  {
    titre: 'Trouver un médecin traitant est devenu impossible pour qui arrive',
    indicateurs: ['APL_GP', 'NO_DOCTOR'],
    lecture:
      'Aucun fichier importé ne donne encore l’accessibilité aux généralistes : à demander au producteur avant de conclure.',
    accord: 'chiffres_muets',
    observations: ['medecins'],
    points: 2,
  },
  {
    titre: 'La souffrance psychique des jeunes adultes se dit trop tard',
    indicateurs: [],
    lecture: '',
    accord: 'a_lire',
    observations: ['sante-mentale'],
    points: 2,
  },
]

/** What two communes would have found at home, invented: an intercommunal analysis is poured from these. */
export const besoinsDemo = [
  {
    axe: '2',
    titre: 'Analyse des besoins sociaux d’Anzin',
    commune: '59014',
    constats: [
      'Des retraités vivent seuls, loin d’un médecin',
      'Les rendez-vous dentaires dépassent six mois',
    ],
  },
  {
    axe: '4',
    titre: 'Analyse des besoins sociaux de Vieux-Condé',
    commune: '59616',
    constats: ['L’aide aux devoirs refuse des enfants faute de bénévoles'],
  },
] as const
