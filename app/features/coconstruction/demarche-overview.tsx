import { Form, Link, useNavigation } from 'react-router'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatCount } from '#app/lib/text.ts'
import { HiddenInput } from '#app/ui/form.tsx'
import { AxeDot, Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { cellKey, matrixOf, rootsOf } from './demarche.matrix.ts'
import { type DemarcheEtat, demarcheEtats, phases, WHOLE_KEY } from './demarche.words.ts'
import type { DemarchePage } from './demarche-page.server.ts'

const endOf = ({ demarche }: DemarchePage, phase: DemarcheEtat): IsoDate | null =>
  ({
    preparation: demarche.contributionsDu,
    contributions: demarche.contributionsAu,
    redaction: demarche.redactionAu,
    consultation: demarche.consultationAu,
    portee: demarche.porteeLe,
    abandonnee: null,
  })[phase]

/** The road of the démarche, with the day each phase should end; the current one late or not. */
export function PhasesPath({ page }: { page: DemarchePage }) {
  const { demarche, today } = page
  return (
    <ol className="phases" aria-label="Phases de la démarche">
      {phases.map((phase) => {
        const end = endOf(page, phase)
        const isCurrent = phase === demarche.etat
        const isLate = isCurrent && end !== null && end < today && phase !== 'portee'
        return (
          <li key={phase} aria-current={isCurrent ? 'step' : undefined}>
            <span>{demarcheEtats[phase]}</span>
            <small className={isLate ? 'broken' : 'muted'}>
              {end === null ? '' : phase === 'portee' ? formatDate(end) : `jusqu’au ${formatDate(end)}`}
              {isLate && ' : dépassé'}
            </small>
          </li>
        )
      })}
    </ol>
  )
}

const moves: Partial<Record<DemarcheEtat, Partial<Record<DemarcheEtat, string>>>> = {
  preparation: { contributions: 'Ouvrir les contributions', abandonnee: 'Abandonner' },
  contributions: { redaction: 'Clore les contributions et rédiger', abandonnee: 'Abandonner' },
  redaction: { contributions: 'Rouvrir les contributions', abandonnee: 'Abandonner' },
  consultation: { redaction: 'Reprendre la rédaction', abandonnee: 'Abandonner' },
  abandonnee: { preparation: 'Reprendre la démarche' },
}

/** What moves the démarche on, for who leads it. */
export function PhaseButtons({ page: { demarche, next } }: { page: DemarchePage }) {
  const busy = useNavigation().state !== 'idle'
  return (
    <>
      {next.map((to, rank) => (
        <Form method="post" key={to}>
          <HiddenInput name="intention" value="avancer" />
          <HiddenInput name="version" value={demarche.version} />
          <HiddenInput name="vers" value={to} />
          <button type="submit" className={rank === 0 ? 'btn primary' : 'btn ghost'} disabled={busy}>
            {moves[demarche.etat]?.[to] ?? demarcheEtats[to]}
          </button>
        </Form>
      ))}
    </>
  )
}

/** One sentence on what is to be done now, by whom reads. */
export function TodoCard({ page, base }: { page: DemarchePage; base: string }) {
  const sentence = todoOf(page)
  if (!sentence) return null
  return (
    <Card title="Maintenant">
      <p>{sentence}</p>
      {page.demarche.etat === 'contributions' && page.contributes && page.sits && (
        <p className="small muted">Choisissez un axe ci-dessous pour écrire et donner vos points.</p>
      )}
      {page.demarche.etat === 'contributions' && page.leads && (
        <Link className="btn" to={`${base}/appels`}>
          Appeler à contribuer
        </Link>
      )}
      {(page.demarche.etat === 'redaction' || page.demarche.etat === 'consultation') && (
        <Link className="btn" to={`${base}/avis`}>
          Avis sur le projet
        </Link>
      )}
    </Card>
  )
}

function todoOf({ demarche, contributions, avis }: DemarchePage): string | null {
  const waiting = avis.filter((its) => its.etat === 'attendu').length
  const sentences: Record<DemarcheEtat, string | null> = {
    preparation:
      'Vérifiez les groupes et les dates, puis ouvrez les contributions : les membres verront alors la démarche.',
    contributions: `${formatCount(contributions.length, 'contribution reçue', 'contributions reçues')}. Chacun a ${formatCount(demarche.points, 'point')} par axe à donner aux idées des autres.`,
    redaction:
      demarche.aTraiter > 0
        ? `${formatCount(demarche.aTraiter, 'contribution attend', 'contributions attendent')} d’être citée par un passage, ou de savoir pourquoi elle n’est pas reprise.`
        : 'Chaque contribution est reprise ou expliquée : le projet peut être soumis pour avis.',
    consultation:
      waiting > 0
        ? `${formatCount(waiting, 'avis est encore attendu', 'avis sont encore attendus')}.`
        : 'Tous les avis sont là, ou leur délai est passé : le texte peut être porté au document.',
    portee: null,
    abandonnee: 'Cette démarche est abandonnée ; ce qui a été écrit est gardé.',
  }
  return sentences[demarche.etat]
}

const axesHead = (
  <>
    <th scope="col">Axe</th>
    <th scope="col" className="num">
      Constats
    </th>
    <th scope="col" className="num">
      Propositions
    </th>
    <th scope="col" className="num">
      Points
    </th>
    <th scope="col" className="num">
      À traiter
    </th>
    <th scope="col" className="num">
      Passages
    </th>
  </>
)

/** Each axis with what was said of it and what is written. */
export function AxesCard({ page, base }: { page: DemarchePage; base: string }) {
  const said = Map.groupBy(page.contributions, (its) => its.axeId ?? WHOLE_KEY)
  const written = Map.groupBy(page.passages, (its) => its.axeId)
  const shown = page.axes.filter((its) => its.depth === 0 || said.has(its.id) || written.has(its.id))
  const rows = [
    ...shown.map(({ id, numero, titre, depth }) => ({ id, numero, titre, depth })),
    { id: WHOLE_KEY, numero: '', titre: 'Tout le document', depth: 0 },
  ]
  return (
    <Card title="Axe par axe">
      <Table caption="Contributions et rédaction par axe" head={axesHead}>
        {rows.map((row) => {
          const own = said.get(row.id) ?? []
          const passages = written.get(row.id) ?? []
          const count = (is: (its: (typeof own)[number]) => boolean) => own.filter(is).length || ''
          return (
            <tr key={row.id}>
              <th scope="row">
                <span className="axe-line">
                  {row.numero && row.depth === 0 && <AxeDot numero={row.numero} />}
                  {row.numero && row.depth > 0 && <span className="muted">{row.numero}</span>}
                  <Link to={`${base}/axes/${row.id}`}>{row.titre}</Link>
                </span>
              </th>
              <td className="num">{count((its) => its.nature === 'diagnostic')}</td>
              <td className="num">{count((its) => its.nature === 'proposition')}</td>
              <td className="num">{own.reduce((sum, its) => sum + its.points, 0) || ''}</td>
              <td className="num">{count((its) => its.traitement === 'a_traiter')}</td>
              <td className="num">
                {passages.length || ''}
                {passages.length > 0 && (
                  <div className="muted small">dont {passages.filter((its) => its.cites).length} sourcés</div>
                )}
              </td>
            </tr>
          )
        })}
      </Table>
    </Card>
  )
}

const MOST = 14
const LEAST = 4

/** Who spoke of what: a disc a group and an axis, its surface in proportion; the figure is beside. */
export function GroupsCard({ page }: { page: DemarchePage }) {
  const roots = page.axes.filter((its) => its.depth === 0)
  const cells = matrixOf(page.tally, rootsOf(page.axes))
  const most = Math.max(1, ...cells.values())
  const columns = [
    ...roots.map(({ id, numero, titre }) => ({ id, short: numero, label: titre })),
    { id: WHOLE_KEY, short: 'Ensemble', label: 'Tout le document' },
  ]
  const rows = [
    ...page.groups.map(({ id, nom, membres }) => ({ id, nom, note: formatCount(membres, 'membre') })),
    { id: null, nom: 'Sans groupe', note: 'par lien, ou par l’équipe' },
  ].filter((row) => row.id !== null || columns.some((its) => cells.has(cellKey(null, its.id))))
  return (
    <Card title="Qui a parlé de quoi">
      <Table
        caption="Contributions par groupe et par axe"
        head={
          <>
            <th scope="col">Groupe</th>
            {columns.map((its) => (
              <th scope="col" key={its.id} className="num" title={its.label}>
                <abbr title={its.label}>{its.short}</abbr>
              </th>
            ))}
          </>
        }
      >
        {rows.map((row) => (
          <tr key={row.nom}>
            <th scope="row">
              {row.nom}
              <div className="muted small">{row.note}</div>
            </th>
            {columns.map((its) => (
              <td key={its.id} className="num">
                <Disc count={cells.get(cellKey(row.id, its.id)) ?? 0} most={most} />
              </td>
            ))}
          </tr>
        ))}
      </Table>
    </Card>
  )
}

function Disc({ count, most }: { count: number; most: number }) {
  if (count === 0) return <span className="muted">·</span>
  const radius = LEAST + (MOST - LEAST) * Math.sqrt(count / most)
  return (
    <span className="voice-disc">
      <svg aria-hidden="true" viewBox={`0 0 ${MOST * 2} ${MOST * 2}`} width={MOST * 2} height={MOST * 2}>
        <circle cx={MOST} cy={MOST} r={radius} />
      </svg>
      {count}
    </span>
  )
}
