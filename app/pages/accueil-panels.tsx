import {
  Banknote,
  BellRing,
  BookOpenCheck,
  CalendarClock,
  CalendarDays,
  CircleAlert,
  ClipboardCheck,
  ClipboardPen,
  FilePenLine,
  Landmark,
  LifeBuoy,
  MailQuestionMark,
  MessagesSquare,
  Signature,
  UserPlus,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { addDays, formatDate, formatDateLong, formatPeriode, type IsoDate } from '#app/lib/dates.ts'
import { formatEurosRounded } from '#app/lib/money.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { formatCount } from '#app/lib/text.ts'
import { AxeDot, Card, Empty } from '#app/ui/page.tsx'
import { StateBar } from '#app/ui/state-bar.tsx'
import type { AxisStanding, Changed, Coming, DocumentStanding, Waiting } from './accueil.queries.server.ts'

const waitingWords: Record<
  Waiting['kind'],
  { icon: ReactNode; to: string; one?: (cle: string) => string; words: (count: number) => string }
> = {
  demandes: {
    icon: <UserPlus aria-hidden size={18} />,
    to: '/personnes',
    words: (n) => formatCount(n, 'demande d’accès à examiner', 'demandes d’accès à examiner'),
  },
  dossiers_a_finir: {
    icon: <FilePenLine aria-hidden size={18} />,
    to: '/financements',
    words: (n) => formatCount(n, 'dossier de subvention à finir', 'dossiers de subvention à finir'),
  },
  engagements_en_retard: {
    icon: <CircleAlert aria-hidden size={18} />,
    to: '/engagements?etat=en_retard',
    words: (n) => formatCount(n, 'engagement en retard', 'engagements en retard'),
  },
  fiches_a_clore: {
    icon: <ClipboardCheck aria-hidden size={18} />,
    to: '/fiches?etat=en_cours&tri=fin',
    words: (n) => formatCount(n, 'fiche dont la fin est passée', 'fiches dont la fin est passée'),
  },
  fiches_a_completer: {
    icon: <ClipboardPen aria-hidden size={18} />,
    to: '/fiches?etat=en_montage',
    words: (n) => formatCount(n, 'fiche en montage à compléter', 'fiches en montage à compléter'),
  },
  experiences_a_relire: {
    icon: <BookOpenCheck aria-hidden size={18} />,
    to: '/publications',
    words: (n) => formatCount(n, 'fiche d’expérience à relire', 'fiches d’expérience à relire'),
  },
  rapports_a_debattre: {
    icon: <Landmark aria-hidden size={18} />,
    to: '/publications',
    words: (n) =>
      formatCount(n, 'rapport annuel prêt à être débattu', 'rapports annuels prêts à être débattus'),
  },
  relais_a_decider: {
    icon: <CalendarClock aria-hidden size={18} />,
    to: '/financements/relais',
    words: (n) => formatCount(n, 'suite de financement à décider', 'suites de financement à décider'),
  },
  actes_en_attente: {
    icon: <Signature aria-hidden size={18} />,
    to: '/conventions/parapheur',
    words: (n) => formatCount(n, 'acte à signer ou à notifier', 'actes à signer ou à notifier'),
  },
  versements_en_retard: {
    icon: <Banknote aria-hidden size={18} />,
    to: '/conventions/versements?etat=en_retard',
    words: (n) => formatCount(n, 'versement en retard', 'versements en retard'),
  },
  comptes_a_rendre: {
    icon: <FilePenLine aria-hidden size={18} />,
    to: '/conventions?etape=comptes',
    words: (n) => formatCount(n, 'compte rendu financier à remettre', 'comptes rendus financiers à remettre'),
  },
  comptes_a_controler: {
    icon: <ClipboardCheck aria-hidden size={18} />,
    to: '/conventions?etape=controle',
    words: (n) =>
      formatCount(n, 'compte rendu financier à contrôler', 'comptes rendus financiers à contrôler'),
  },
  appuis_a_trier: {
    icon: <LifeBuoy aria-hidden size={18} />,
    to: '/appuis?etat=deposee',
    words: (n) => formatCount(n, 'demande d’appui à trier', 'demandes d’appui à trier'),
  },
  appuis_a_noter: {
    icon: <LifeBuoy aria-hidden size={18} />,
    to: '/appuis?etat=terminee',
    words: (n) => formatCount(n, 'appui reçu à apprécier', 'appuis reçus à apprécier'),
  },
  sondages_a_repondre: {
    icon: <CalendarClock aria-hidden size={18} />,
    to: '/instances',
    one: (seance) => `/seances/${seance}/sondage`,
    words: (n) => formatCount(n, 'sondage de dates où répondre', 'sondages de dates où répondre'),
  },
  visas_a_donner: {
    icon: <Signature aria-hidden size={18} />,
    to: '/moi/notifications',
    one: (lien) => lien,
    words: (n) => formatCount(n, 'visa à donner sur un texte', 'visas à donner sur un texte'),
  },
  demarches_ouvertes: {
    icon: <MessagesSquare aria-hidden size={18} />,
    to: '/demarches',
    words: (n) =>
      formatCount(n, 'document s’écrit avec votre groupe', 'documents s’écrivent avec vos groupes'),
  },
  avis_a_donner: {
    icon: <Landmark aria-hidden size={18} />,
    to: '/demarches',
    words: (n) => formatCount(n, 'avis à donner sur un projet', 'avis à donner sur des projets'),
  },
  invitations_recues: {
    icon: <MailQuestionMark aria-hidden size={18} />,
    to: '/participation',
    words: (n) => formatCount(n, 'invitation à laquelle répondre', 'invitations auxquelles répondre'),
  },
  notifications: {
    icon: <BellRing aria-hidden size={18} />,
    to: '/moi',
    words: (n) => formatCount(n, 'notification à lire', 'notifications à lire'),
  },
}

function wayTo({ kind, cle }: Waiting): string {
  const { to, one } = waitingWords[kind]
  return one && cle ? one(cle) : to
}

export function WaitingPanel({ base, waiting }: { base: string; waiting: ReadonlyArray<Waiting> }) {
  return (
    <Card title="Ce qui vous attend">
      {waiting.length === 0 ? (
        <p className="muted">Rien n’attend votre réponse.</p>
      ) : (
        <ul className="list stack-s">
          {waiting.map((item) => (
            <li key={item.kind}>
              <Link className="row" to={`${base}${wayTo(item)}`}>
                {waitingWords[item.kind].icon} {waitingWords[item.kind].words(item.nombre)}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

const comingPaths: Record<Coming['kind'], string> = {
  engagement: '/engagements/signataires/',
  fiche: '/fiches/',
  etape: '/fiches/',
  document: '/documents/',
  aide: '/veille/',
  candidature: '/candidatures/',
  appel: '/financements/appels/',
}
const comingWords: Record<Coming['kind'], string> = {
  engagement: 'Engagement dû',
  fiche: 'Fin de la fiche',
  etape: 'Étape',
  document: 'Fin du document',
  aide: 'Date limite d’une aide suivie',
  candidature: 'Date limite de dépôt',
  appel: 'Clôture d’un appel à projets',
}

export function ComingPanel({ base, coming }: { base: string; coming: ReadonlyArray<Coming> }) {
  return (
    <Card title="À venir">
      {coming.length === 0 ? (
        <p className="muted">Aucune échéance dans les quatre mois qui viennent.</p>
      ) : (
        <ul className="timeline">
          {coming.map((item) => (
            <li key={`${item.kind}${item.cle}${item.le}${item.titre}`}>
              <span className="small muted">
                <CalendarDays aria-hidden size={13} /> {formatDate(item.le)}, {comingWords[item.kind]}
              </span>
              <br />
              <Link to={`${base}${comingPaths[item.kind]}${item.cle}`}>{item.titre}</Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

export function ChangedPanel({
  base,
  changed,
  firstVisit,
  since,
}: {
  base: string
  changed: ReadonlyArray<Changed>
  firstVisit: boolean
  since: Date
}) {
  return (
    <Card
      title="Ce qui a changé"
      aside={
        <span className="small muted">
          {firstVisit ? 'depuis un mois' : `depuis votre visite du ${formatInstant(since)}`}
        </span>
      }
    >
      {changed.length === 0 ? (
        <p className="muted">Personne n’a rien modifié depuis.</p>
      ) : (
        <ul className="list stack-s">
          {changed.map((line) => (
            <li key={line.id}>
              {line.entite === 'fiche' ? (
                <Link to={`${base}/fiches/id/${line.entiteId}`}>{line.titre}</Link>
              ) : (
                line.titre
              )}
              <span className="small muted">
                {' '}
                {line.auteur}, {formatInstant(line.le)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

interface AtProps {
  base: string
  at: IsoDate
  isToday: boolean
}

function auOf({ at, isToday }: Pick<AtProps, 'at' | 'isToday'>): string {
  return isToday ? '' : `?au=${at}`
}

export function StandingPanel({
  base,
  standing,
  at,
  isToday,
}: AtProps & { standing: ReadonlyArray<AxisStanding> }) {
  const au = auOf({ at, isToday })
  const most = Math.max(
    1,
    ...standing.map((axis) => Object.values(axis.fiches).reduce((sum, count) => sum + count, 0)),
  )
  return (
    <Card title="Où en est le projet" aside={<Link to={`${base}/axes${au}`}>Tous les axes</Link>}>
      {standing.length === 0 ? (
        <Empty
          title="Aucun axe n’était écrit à cette date."
          action={<Link to={`${base}/documents`}>Voir les documents-cadres</Link>}
        >
          Choisissez une autre date en haut de la page, ou rédigez le premier document.
        </Empty>
      ) : (
        <ul className="list stack">
          {standing.map((axis) => (
            <li key={axis.id} className="axis-row">
              <AxeDot numero={axis.numero} />
              <div className="stack-s">
                <Link to={`${base}/axes/${axis.id}${au}`}>{axis.titre}</Link>
                <StateBar counts={axis.fiches} most={most} />
              </div>
              <span className="num">
                {axis.budgetCentimes > 0 ? formatEurosRounded(axis.budgetCentimes) : ''}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

export function DocumentsPanel({
  base,
  documents,
  at,
  isToday,
}: AtProps & { documents: ReadonlyArray<DocumentStanding> }) {
  const lastDay = documents.find((document) => document.fini)?.fin
  const au = lastDay ? `?au=${addDays(lastDay, -1)}` : auOf({ at, isToday })
  return (
    <Card
      title={`Documents en vigueur au ${formatDateLong(at)}`}
      aside={<Link to={`${base}/documents${auOf({ at, isToday })}`}>Toute la lignée</Link>}
    >
      {(documents.length === 0 || lastDay) && (
        <p className="muted">
          Aucun document-cadre ne court à cette date.{' '}
          {lastDay ? (
            <>
              Les derniers sont arrivés à échéance :{' '}
              <Link to={`${base}${au}`}>revoir le projet à leur dernier jour</Link>.
            </>
          ) : (
            <Link to={`${base}/documents`}>Voir les documents en préparation</Link>
          )}
        </p>
      )}
      <ul className="list stack-s">
        {documents.map((document) => (
          <li key={document.code} className="row">
            <Link to={`${base}/documents/${document.code}${au}`}>{document.titre}</Link>
            <span className="small muted">
              {formatPeriode(document)}, {formatCount(document.communes, 'commune')},{' '}
              {formatCount(document.signataires, 'signataire')}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

interface SilentBody {
  id: string
  nom: string
  pulse: { silencieuseDepuis: IsoDate | null; jamais: boolean }
}

/** The bodies that lost their rhythm and have no date: what can be done about it is one click away. */
export function SilentPanel({
  base,
  silent,
  lateSuites,
}: {
  base: string
  silent: ReadonlyArray<SilentBody>
  lateSuites: number
}) {
  if (silent.length === 0 && lateSuites === 0) return null
  return (
    <Card title={silent.length > 0 ? 'Instances silencieuses' : 'Suites des séances'}>
      <ul className="list stack">
        {silent.map(({ id, nom, pulse }) => (
          <li key={id} className="stack-s">
            <Link to={`${base}/instances/${id}`}>{nom}</Link>
            <p className="small muted">
              {pulse.jamais ? 'Jamais réunie' : 'Plus réunie'}
              {pulse.silencieuseDepuis && `, attendue depuis le ${formatDateLong(pulse.silencieuseDepuis)}`}
            </p>
            <p>
              <Link className="btn small" to={`${base}/instances/${id}/seances/nouvelle`}>
                Préparer une invitation
              </Link>
            </p>
          </li>
        ))}
      </ul>
      {lateSuites > 0 && (
        <p>
          <Link to={`${base}/suites?etat=retard`}>
            {formatCount(lateSuites, 'suite de séance en retard', 'suites de séances en retard')}
          </Link>
        </p>
      )}
    </Card>
  )
}
