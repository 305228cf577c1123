import {
  BookOpenText,
  Building2,
  ChartSpline,
  CircleDot,
  ClipboardList,
  Coins,
  Compass,
  Eye,
  FileClock,
  FileStack,
  FileText,
  Fingerprint,
  Gavel,
  Grid3x3,
  HandCoins,
  Handshake,
  House,
  Inbox,
  LifeBuoy,
  Map as MapIcon,
  MapPinned,
  MessagesSquare,
  Scale,
  ShieldCheck,
  Signature,
  Stethoscope,
  Target,
  Telescope,
  Users,
  Waypoints,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { type Actor, can, type Operation } from '#app/platform/permissions.ts'
import type { NavGroup } from '#app/ui/shell.tsx'

interface Entry {
  path: string
  label: string
  icon: ReactNode
  needs?: Operation
  end?: boolean
}

const size = 17

const groups: ReadonlyArray<{ title: string; entries: ReadonlyArray<Entry> }> = [
  {
    title: '',
    entries: [{ path: '', label: 'Accueil', icon: <House size={size} aria-hidden />, end: true }],
  },
  {
    title: 'Projet',
    entries: [
      {
        path: '/documents',
        label: 'Documents-cadres',
        icon: <BookOpenText size={size} aria-hidden />,
        needs: 'strategie.lire',
      },
      { path: '/axes', label: 'Axes', icon: <Compass size={size} aria-hidden />, needs: 'strategie.lire' },
      {
        path: '/fiches',
        label: 'Fiches action',
        icon: <ClipboardList size={size} aria-hidden />,
        needs: 'fiches.lire',
      },
      {
        path: '/instances',
        label: 'Instances et séances',
        icon: <Gavel size={size} aria-hidden />,
        needs: 'instances.lire',
      },
      {
        path: '/participation',
        label: 'Participation des communes',
        icon: <CircleDot size={size} aria-hidden />,
        needs: 'participation.lire',
      },
      {
        path: '/demarches',
        label: 'Co-construction',
        icon: <MessagesSquare size={size} aria-hidden />,
        needs: 'demarches.lire',
      },
      {
        path: '/appuis',
        label: 'Appui en ingénierie',
        icon: <LifeBuoy size={size} aria-hidden />,
        needs: 'appuis.lire',
      },
      {
        path: '/engagements',
        label: 'Engagements',
        icon: <Handshake size={size} aria-hidden />,
        needs: 'strategie.lire',
      },
      {
        path: '/grilles',
        label: 'Grilles nationales',
        icon: <Grid3x3 size={size} aria-hidden />,
        needs: 'strategie.lire',
      },
      {
        path: '/cooperation',
        label: 'Coopération',
        icon: <Waypoints size={size} aria-hidden />,
        needs: 'organisations.lire',
      },
      {
        path: '/coherence',
        label: 'Cohérence des plans',
        icon: <Grid3x3 size={size} aria-hidden />,
        needs: 'strategie.lire',
      },
    ],
  },
  {
    title: 'Financement',
    entries: [
      {
        path: '/financements',
        label: 'Financements',
        icon: <Coins size={size} aria-hidden />,
        needs: 'appelsAProjets.lire',
      },
      {
        path: '/conventions',
        label: 'Conventions et versements',
        icon: <Signature size={size} aria-hidden />,
        needs: 'dossiers.lire',
      },
      {
        path: '/veille',
        label: 'Veille des financements',
        icon: <Telescope size={size} aria-hidden />,
        needs: 'veille.lire',
      },
      {
        path: '/candidatures',
        label: 'Candidatures',
        icon: <FileStack size={size} aria-hidden />,
        needs: 'candidatures.lire',
      },
      {
        path: '/subventions',
        label: 'Subventions publiées',
        icon: <HandCoins size={size} aria-hidden />,
        needs: 'subventions.lire',
      },
    ],
  },
  {
    title: 'Territoire',
    entries: [
      {
        path: '/territoire',
        label: 'Communes et quartiers',
        icon: <MapPinned size={size} aria-hidden />,
        needs: 'territoire.lire',
      },
      {
        path: '/organisations',
        label: 'Organisations',
        icon: <Building2 size={size} aria-hidden />,
        needs: 'organisations.lire',
      },
      { path: '/equipe', label: 'Équipe', icon: <Users size={size} aria-hidden />, needs: 'equipe.lire' },
    ],
  },
  {
    title: 'Observatoire',
    entries: [
      {
        path: '/observatoire',
        label: 'Chiffres et portraits',
        icon: <ChartSpline size={size} aria-hidden />,
        needs: 'observatoire.lire',
        end: true,
      },
      {
        path: '/observatoire/carte',
        label: 'Carte des indicateurs',
        icon: <MapIcon size={size} aria-hidden />,
        needs: 'observatoire.lire',
      },
      {
        path: '/evaluation',
        label: 'Évaluation',
        icon: <Target size={size} aria-hidden />,
        needs: 'evaluation.lire',
      },
      {
        path: '/etudes',
        label: 'Études d’impact',
        icon: <Scale size={size} aria-hidden />,
        needs: 'etudes.lire',
      },
      {
        path: '/diagnostics',
        label: 'Diagnostics partagés',
        icon: <Stethoscope size={size} aria-hidden />,
        needs: 'diagnostics.lire',
      },
      {
        path: '/observations',
        label: 'Observations de terrain',
        icon: <Eye size={size} aria-hidden />,
        needs: 'observations.lire',
      },
    ],
  },
  {
    title: 'Rendre compte',
    entries: [
      {
        path: '/publications',
        label: 'Documents et publications',
        icon: <FileText size={size} aria-hidden />,
      },
    ],
  },
  {
    title: 'Administration',
    entries: [
      {
        path: '/personnes',
        label: 'Personnes et rôles',
        icon: <ShieldCheck size={size} aria-hidden />,
        needs: 'roles.lire',
      },
      {
        path: '/journal',
        label: 'Journal',
        icon: <FileClock size={size} aria-hidden />,
        needs: 'journal.lire',
      },
      {
        path: '/registre',
        label: 'Données personnelles',
        icon: <Fingerprint size={size} aria-hidden />,
        needs: 'registre.lire',
      },
      {
        path: '/courriels',
        label: 'Boîte d’envoi',
        icon: <Inbox size={size} aria-hidden />,
        needs: 'courriels.lire',
      },
    ],
  },
]

/** The modules this person may open, in the order of the work. */
export function navigationOf(actor: Actor, base: string): NavGroup[] {
  return groups
    .map((group) => ({
      title: group.title,
      links: group.entries
        .filter((entry) => !entry.needs || can(actor, entry.needs))
        .map((entry) => linkOf(entry, base)),
    }))
    .filter((group) => group.links.length > 0)
}

function linkOf(entry: Entry, base: string) {
  return { to: `${base}${entry.path}`, label: entry.label, icon: entry.icon, end: entry.end ?? false }
}
