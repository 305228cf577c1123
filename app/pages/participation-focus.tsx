import { Form, Link, useNavigation } from 'react-router'
import {
  declarationFields,
  genres,
  genreWords,
  NiveauDisc,
  niveaux,
  reponses,
  reponseTones,
} from '#app/features/participation/index.ts'
import { choicesOf } from '#app/lib/choices.ts'
import { formatDate } from '#app/lib/dates.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { formatCount } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { DateInput, ErrorSummary, FormFields, HiddenInput, SelectInput, TextArea } from '#app/ui/form.tsx'
import { Badge, Card, Exemple } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { ParticipationPage } from './participation.server.ts'
import { factNatures } from './participation.words.ts'

type Focus = NonNullable<ParticipationPage['focus']>

interface Props {
  page: ParticipationPage
  focus: Focus
  base: string
  refused: RefusedForm | undefined
}

/** One commune closer: what it said and since when, what was seen, what was proposed; its référent answers here. */
export function FocusPanel({ page, focus, base, refused }: Props) {
  const { nom, code, cible } = focus
  return (
    <section id="regard" aria-label={`Regard sur ${nom}`}>
      <Card
        title={cible ? `${nom} : ${cible.nom}` : nom}
        aside={
          <Link to={`?genre=${page.asked.genre}`} className="btn ghost small">
            Fermer
          </Link>
        }
      >
        <div className="stack">
          {cible ? (
            <p>
              <Link to={`${base}${cible.lien}`}>Voir {genreWords[cible.genre]}</Link> ·{' '}
              <Link to={`${base}/commune/${code}`}>Page de la commune</Link>
            </p>
          ) : (
            <Doors focus={focus} />
          )}
          <History focus={focus} />
          {focus.canDeclare && cible && <DeclareForm page={page} focus={focus} refused={refused} />}
          <Facts focus={focus} base={base} />
        </div>
      </Card>
    </section>
  )
}

/** A commune that one does not see here may come in by another door. */
function Doors({ focus: { doors, nom } }: { focus: Focus }) {
  if (doors.length === 0)
    return (
      <p className="muted">Rien n’est encore connu de {nom} : une invitation peut commencer l’histoire.</p>
    )
  return (
    <p>
      On voit {nom} par plusieurs portes :{' '}
      {doors
        .map(({ genre, nombre }) => `${genres[genre].toLowerCase()} (${formatCount(nombre, 'fait')})`)
        .join(', ')}
      .
    </p>
  )
}

function History({ focus: { history, invitations, cible } }: { focus: Focus }) {
  if (history.length + invitations.length === 0)
    return <p className="muted">La commune n’a encore rien dit {cible ? 'ici' : 'de sa part'}.</p>
  return (
    <ol className="timeline">
      {invitations
        .filter((its) => its.reponse === null)
        .map((its) => (
          <li key={its.id}>
            Invitation envoyée le {formatInstant(new Date(its.envoyeeLe))} :{' '}
            {niveaux[its.niveau].toLowerCase()}
            {!cible && `, ${its.nom}`}. En attente de réponse. {its.exemple && <Exemple />}
            {its.message && <div className="muted small">{its.message}</div>}
          </li>
        ))}
      {history.map((its) => (
        <li key={its.id}>
          <NiveauDisc niveau={its.niveau} /> <strong>{niveaux[its.niveau]}</strong>
          {!cible && `, ${its.nom}`}, depuis le {formatDate(its.debut)}
          {its.fin && ` jusqu’au ${formatDate(its.fin)}`} : {its.pourquoi} {its.exemple && <Exemple />}
          {its.declarant && <div className="muted small">{its.declarant}</div>}
        </li>
      ))}
      {invitations
        .filter((its) => its.reponse !== null)
        .map((its) => (
          <li key={its.id} className="muted small">
            Invitation du {formatInstant(new Date(its.envoyeeLe))} :{' '}
            {its.reponse && <Badge tone={reponseTones[its.reponse]}>{reponses[its.reponse]}</Badge>}
          </li>
        ))}
    </ol>
  )
}

function DeclareForm({ page, focus, refused }: Omit<Props, 'base'>) {
  const busy = useNavigation().state !== 'idle'
  const waiting = focus.invitations.find((its) => its.reponse === null)
  const current = focus.history.find((its) => its.fin === null)
  const values = { niveau: waiting?.niveau ?? current?.niveau ?? 'associee', debut: page.today, pourquoi: '' }
  return (
    <details
      className="folded"
      open={refused !== undefined || waiting !== undefined || current === undefined}
    >
      <summary>
        {waiting ? 'Répondre à l’invitation' : current ? 'Changer' : 'Dire la part de la commune'}
      </summary>
      <Form method="post" className="stack-s">
        {refused && <ErrorSummary refused={refused} words={declarationFields} />}
        <FormFields words={declarationFields} values={values} refused={refused}>
          <HiddenInput name="commune" value={focus.code} />
          <HiddenInput name="cible" value={focus.cible?.id ?? ''} />
          <HiddenInput name="genre" value={page.asked.genre} />
          <div className="form-section">
            <SelectInput name="niveau" choices={choicesOf(niveaux)} required />
            <DateInput name="debut" required />
            <TextArea name="pourquoi" rows={2} required />
          </div>
          <div>
            <button type="submit" className="btn primary" disabled={busy}>
              Enregistrer
            </button>
          </div>
        </FormFields>
      </Form>
    </details>
  )
}

const head = (
  <>
    <th scope="col">Ce que l’on voit</th>
    <th scope="col">Nature</th>
    <th scope="col">Année</th>
  </>
)

function Facts({ focus: { facts, cible }, base }: { focus: Focus; base: string }) {
  if (facts.total === 0) return <p className="muted">Aucun fait que vous puissiez lire.</p>
  return (
    <Table caption={formatCount(facts.total, 'fait')} head={head}>
      {facts.rows.map((its) => (
        <tr key={`${its.lien} ${its.cible}`}>
          <th scope="row">
            <Link to={`${base}${its.lien}`}>{its.titre}</Link>
            {!cible && <div className="muted small">{its.nom}</div>}
          </th>
          <td>{factNatures[its.nature]}</td>
          <td>{its.annee}</td>
        </tr>
      ))}
    </Table>
  )
}
