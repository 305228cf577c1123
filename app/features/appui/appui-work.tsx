import { Form, Link, useNavigation } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import { formatDate } from '#app/lib/dates.ts'
import { formatNumber } from '#app/lib/numbers.ts'
import { formatCount } from '#app/lib/text.ts'
import {
  DateInput,
  FormFields,
  HiddenInput,
  NumberInput,
  SelectInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import { Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { clotureFields, tempsFields } from './appui.fields.ts'
import { suiteSortes } from './appui.words.ts'
import { type CardProps, refusedFor } from './appui-cards.tsx'

const head = (
  <>
    <th scope="col">Le</th>
    <th scope="col">Qui</th>
    <th scope="col">À quoi</th>
    <th scope="col" className="num">
      Jours
    </th>
  </>
)

/** The time given, line by line. */
export function TimeCard({ page, refused }: CardProps) {
  const { appui, isTeam, postes, today } = page
  const busy = useNavigation().state !== 'idle'
  const isOpen = isTeam && appui.etat === 'acceptee'
  if (appui.temps.length === 0 && !isOpen) return null
  const total = appui.temps.reduce((sum, its) => sum + its.jours, 0)
  const own = refusedFor(refused, 'noter')
  return (
    <Card
      title="Temps donné"
      aside={
        <span className="muted">
          {formatNumber(total, 1)} jours
          {appui.joursPrevus !== null && ` sur ${formatNumber(appui.joursPrevus, 1)} prévus`}
        </span>
      }
    >
      <div className="stack-s">
        <TimeTable page={page} />
        {isOpen && (
          <details className="folded" open={own !== undefined}>
            <summary>Noter du temps</summary>
            <Form method="post" className="stack-s" key={appui.temps.length}>
              <FormFields
                words={tempsFields}
                values={{ posteId: appui.posteId, jour: today }}
                refused={own}
                idPrefix="noter-"
              >
                <HiddenInput name="intention" value="noter" />
                <div className="form-section">
                  <SelectInput name="posteId" choices={postes} required />
                  <DateInput name="jour" required />
                  <NumberInput name="jours" required />
                  <TextInput name="note" wide />
                </div>
                <div>
                  <button type="submit" className="btn primary small" disabled={busy}>
                    Noter
                  </button>
                </div>
              </FormFields>
            </Form>
          </details>
        )}
      </div>
    </Card>
  )
}

function TimeTable({ page: { appui, isTeam } }: Pick<CardProps, 'page'>) {
  if (appui.temps.length === 0) return null
  return (
    <Table caption="Temps donné" head={head}>
      {appui.temps.map((its) => (
        <tr key={its.id}>
          <th scope="row">{formatDate(its.jour)}</th>
          <td>{its.poste}</td>
          <td>
            {its.note}
            {isTeam && appui.etat === 'acceptee' && <RemoveTime id={its.id} jour={formatDate(its.jour)} />}
          </td>
          <td className="num">{formatNumber(its.jours, 2)}</td>
        </tr>
      ))}
    </Table>
  )
}

function RemoveTime({ id, jour }: { id: string; jour: string }) {
  return (
    <Form method="post">
      <HiddenInput name="intention" value="retirer" />
      <HiddenInput name="temps" value={id} />
      <button type="submit" className="btn ghost small">
        Retirer<span className="sr-only"> la ligne du {jour}</span>
      </button>
    </Form>
  )
}

const suiteWords = {
  sorte: { label: 'Ce qui en est venu' },
  cle: { label: 'Son code, ou l’adresse de sa page', hint: 'F-0012, ou l’adresse copiée du navigateur.' },
}

/** What came of the support. */
export function SuitesCard({ page, base, refused }: CardProps & { base: string }) {
  const { appui, isTeam } = page
  const busy = useNavigation().state !== 'idle'
  if (appui.suites.length === 0 && (!isTeam || appui.etat === 'deposee')) return null
  const own = refusedFor(refused, 'relier')
  return (
    <Card
      title="Ce qui en est venu"
      aside={<span className="muted">{formatCount(appui.suites.length, 'suite')}</span>}
    >
      <div className="stack-s">
        <ul className="list stack-s">
          {appui.suites.map((its) => (
            <li key={its.id}>
              <span className="muted">{suiteSortes[its.sorte]} :</span>{' '}
              <Link to={`${base}${its.lien}`}>{its.titre}</Link>
            </li>
          ))}
        </ul>
        {isTeam && (
          <details className="folded" open={own !== undefined}>
            <summary>Relier une fiche, une candidature, un dossier, un diagnostic</summary>
            <Form method="post" className="stack-s" key={appui.suites.length}>
              <FormFields words={suiteWords} values={{}} refused={own} idPrefix="relier-">
                <HiddenInput name="intention" value="relier" />
                <div className="form-section">
                  <SelectInput name="sorte" choices={choicesOf(suiteSortes)} required />
                  <TextInput name="cle" required />
                </div>
                <div>
                  <button type="submit" className="btn primary small" disabled={busy}>
                    Relier
                  </button>
                </div>
              </FormFields>
            </Form>
          </details>
        )}
      </div>
    </Card>
  )
}

/** The end of the support, with what it gave. */
export function CloseCard({ page: { appui, isTeam }, refused }: CardProps) {
  const busy = useNavigation().state !== 'idle'
  if (!isTeam || appui.etat !== 'acceptee') return null
  const own = refusedFor(refused, 'terminer')
  return (
    <Card title="Terminer">
      <details className="folded" open={own !== undefined}>
        <summary>Dire ce que l’appui a donné, et le terminer</summary>
        <Form method="post" className="stack-s">
          <FormFields words={clotureFields} values={{}} refused={own} idPrefix="terminer-">
            <HiddenInput name="intention" value="terminer" />
            <HiddenInput name="version" value={appui.version} />
            <TextArea name="resultat" rows={3} required />
            <div>
              <button type="submit" className="btn primary" disabled={busy}>
                Terminer l’appui
              </button>
            </div>
          </FormFields>
        </Form>
      </details>
    </Card>
  )
}
