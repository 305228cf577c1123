import { Form } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { Card, Notice, Stat } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { ImportProblem } from './place-import.rules.ts'
import type { PlaceRehearsal } from './place-import.server.ts'

interface Shown {
  counts: Array<{ label: string; value: number }>
  lines: Array<{ code: string; nom: string; what: string }>
  /** What stays to do after it, in a sentence. */
  note: string | null
  problems: ImportProblem[]
  canConfirm: boolean
}

/** What the screen shows of a rehearsal: never the contours themselves, which may weigh megabytes. */
export function shownOf(rehearsed: PlaceRehearsal): Shown {
  if (rehearsed.kind === 'contours') {
    const { found, missing, foreign, problems } = rehearsed
    const left = missing.map((its) => its.nom).join(', ')
    return {
      counts: [
        { label: 'communes dessinées', value: found.length },
        { label: 'communes d’autres territoires, laissées de côté', value: foreign },
      ],
      lines: found.map(({ code, nom, replaces }) => ({
        code,
        nom,
        what: replaces ? 'contour remplacé' : 'nouveau contour',
      })),
      note: left ? `La carte restera schématique tant qu’il manque : ${left}.` : null,
      problems,
      canConfirm: found.length > 0,
    }
  }
  const { created, changed, same, foreign, problems } = rehearsed
  return {
    counts: [
      { label: 'quartiers ajoutés', value: created.length },
      { label: 'quartiers corrigés', value: changed.length },
      { label: 'quartiers identiques', value: same },
      { label: 'quartiers d’autres territoires, laissés de côté', value: foreign },
    ],
    lines: [
      ...created.map(({ code, nom }) => ({ code, nom, what: 'ajouté' })),
      ...changed.map(({ qpv }) => ({ code: qpv.code, nom: qpv.nom, what: 'corrigé' })),
    ],
    note: null,
    problems,
    canConfirm: created.length + changed.length > 0,
  }
}

export function PlaceRehearsalView({ shown, refused }: { shown: Shown; refused: RefusedForm | undefined }) {
  return (
    <>
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      <div className="row stats">
        {shown.counts.map((its) => (
          <Stat key={its.label} value={its.value} label={its.label} />
        ))}
      </div>
      {shown.note && <Notice tone="warning">{shown.note}</Notice>}
      {shown.problems.length > 0 && <Problems problems={shown.problems} />}
      {shown.lines.length > 0 && <Lines lines={shown.lines} />}
      <Form method="post" className="row">
        <button
          type="submit"
          name="geste"
          value="confirmer"
          className="btn primary"
          disabled={!shown.canConfirm}
        >
          Confirmer l’import
        </button>
        <button type="submit" name="geste" value="oublier" className="btn">
          Oublier ce fichier
        </button>
      </Form>
    </>
  )
}

function Problems({ problems }: { problems: ReadonlyArray<ImportProblem> }) {
  return (
    <Card title={`Lignes laissées de côté (${problems.length})`}>
      <ul className="stack-s">
        {problems.slice(0, 200).map((its) => (
          <li key={`${its.line}${its.message}`}>
            Ligne {its.line} : {its.message}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Lines({ lines }: { lines: Shown['lines'] }) {
  const head = (
    <>
      <th scope="col">Code</th>
      <th scope="col">Nom</th>
      <th scope="col">Ce qui serait fait</th>
    </>
  )
  return (
    <Table caption="Ce qui serait écrit" head={head}>
      {lines.map((its) => (
        <tr key={its.code}>
          <td>{its.code}</td>
          <th scope="row">{its.nom}</th>
          <td>{its.what}</td>
        </tr>
      ))}
    </Table>
  )
}
