import { Form } from 'react-router'
import { formatNumber } from '#app/lib/numbers.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { FormFields, NumberInput, TextInput } from '#app/ui/form.tsx'
import { Card, Facts } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { valeurFields } from './suivi.fields.ts'
import type { SuiviLine } from './suivi.queries.server.ts'
import { cibleAt } from './suivi.rules.ts'
import { sensWords } from './suivi.schema.ts'

/** What the indicator counts, and who follows it. */
export function IndicateurFacts({ line, canEdit }: { line: SuiviLine; canEdit: boolean }) {
  const { reference } = line.suivi
  return (
    <Card title="Définition">
      <Facts
        items={[
          ['Définition', line.definition],
          ['Unité', line.unite],
          ['Sens voulu', sensWords[line.sens]],
          ['Axe', line.axe ?? 'tout le document'],
          ['Qui le suit', line.organisation],
          [
            'Référence',
            reference ? `${formatNumber(reference.valeur, 2)} ${line.unite} en ${reference.annee}` : 'aucune',
          ],
        ]}
      />
      {canEdit && (
        <Form method="post">
          <button type="submit" name="geste" value="arreter" className="btn small ghost">
            Ne plus suivre cet indicateur
          </button>
        </Form>
      )}
    </Card>
  )
}

/** Every year with its target, what was seen, and who said it when. */
export function YearsTable({ line }: { line: SuiviLine }) {
  const { observes, cibles } = line.suivi
  const years = [...new Set([...observes, ...cibles].map((its) => its.annee))].toSorted((a, b) => b - a)
  if (years.length === 0) return null
  return (
    <Card title="Année par année">
      <Table caption={`${line.nom}, année par année`} head={<Heads calcule={line.calcul !== null} />}>
        {years.map((annee) => {
          const written = line.annees.find((its) => its.annee === annee)
          const counted = line.calcules.find((its) => its.annee === annee)
          return (
            <tr key={annee}>
              <th scope="row">{annee}</th>
              <td className="num">{formatNumber(cibleAt(line.suivi, annee), 2)}</td>
              <td className="num">{formatNumber(observes.find((its) => its.annee === annee)?.valeur, 2)}</td>
              <td>{line.calcul ? counted && `compté sur ${formatNumber(counted.base)}` : written?.note}</td>
              {!line.calcul && <td>{saidBy(written)}</td>}
            </tr>
          )
        })}
      </Table>
      <p className="small muted">
        Entre deux cibles écrites, la cible d’une année est sur la ligne droite qui les joint.
      </p>
    </Card>
  )
}

function saidBy(written: SuiviLine['annees'][number] | undefined): string {
  if (!written?.saisiLe) return ''
  return `${written.saisiPar}, ${formatInstant(new Date(written.saisiLe))}`
}

function Heads({ calcule }: { calcule: boolean }) {
  return (
    <>
      <th scope="col">Année</th>
      <th scope="col" className="num">
        Cible
      </th>
      <th scope="col" className="num">
        Observé
      </th>
      <th scope="col">{calcule ? 'Compté sur' : 'Note'}</th>
      {!calcule && <th scope="col">Saisi par, le</th>}
    </>
  )
}

/** Where a year is written: a target, and a value unless Maillage counts it. */
export function ValeurCard({ line, refused }: { line: SuiviLine; refused: RefusedForm | undefined }) {
  return (
    <Card title="Écrire une année">
      <Form method="post" className="form">
        <FormFields words={valeurFields} values={{}} refused={refused}>
          <div className="form-section">
            <NumberInput name="annee" required />
            <NumberInput name="cible" />
            {!line.calcul && <NumberInput name="observe" />}
            <TextInput name="note" wide />
          </div>
          <div className="row">
            <button type="submit" name="geste" value="annee" className="btn primary">
              Enregistrer l’année
            </button>
          </div>
        </FormFields>
      </Form>
    </Card>
  )
}
