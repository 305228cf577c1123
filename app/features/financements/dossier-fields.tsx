import type { ReactNode } from 'react'
import { choicesOf } from '#app/lib/choices.ts'
import {
  CheckInput,
  CheckList,
  type Choice,
  DateInput,
  NumberInput,
  SelectInput,
  TextArea,
  TextInput,
} from '#app/ui/form.tsx'
import { Table } from '#app/ui/table.tsx'
import type { TypedStep } from './dossier.steps.ts'
import { portees, tranches } from './dossier.words.ts'
import { Cell } from './dossier-cells.tsx'
import type { TableState } from './dossier-form.words.ts'

export interface StepChoices {
  axes: ReadonlyArray<Choice>
  communes: ReadonlyArray<Choice>
  qpvs: ReadonlyArray<Choice>
}

interface FieldsProps {
  choices: StepChoices
  state: TableState
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="form-section">
      <h2>{title}</h2>
      {children}
    </div>
  )
}

/** The fields of a step; the budget is beside, it computes as one types. */
export const stepFields: Record<TypedStep, (props: FieldsProps) => ReactNode> = {
  projet: ({ choices }) => (
    <>
      <Section title="De quoi s’agit-il ?">
        <TextInput name="titre" wide />
        <SelectInput name="axeId" choices={choices.axes} empty="À choisir" wide />
        <CheckInput name="reconduction" wide />
        <CheckInput name="pluriannuel" wide />
      </Section>
      <Section title="Pourquoi, pour quoi, comment">
        <TextArea name="besoins" />
        <TextArea name="objectifs" />
        <TextArea name="description" rows={8} />
      </Section>
      <Section title="Quand">
        <DateInput name="debut" />
        <DateInput name="fin" />
      </Section>
    </>
  ),
  public: ({ choices, state }) => (
    <>
      <Section title="Pour qui">
        <TextArea name="publicVise" rows={3} />
        <Counts state={state} />
      </Section>
      <Section title="Où">
        <SelectInput name="portee" choices={choicesOf(portees)} />
        <CheckList name="communeCodes" choices={choices.communes} />
        <CheckList name="qpvCodes" choices={choices.qpvs} />
        <TextArea name="lieux" rows={2} />
      </Section>
    </>
  ),
  moyens: () => (
    <>
      <Section title="L’équipe">
        <TextArea name="moyensHumains" />
        <NumberInput name="salaries" />
        <NumberInput name="etp" />
        <NumberInput name="benevoles" />
      </Section>
      <Responsable />
    </>
  ),
  budget: () => (
    <Section title="Précisions">
      <TextArea name="chargesIndirectes" rows={3} />
      <CheckInput name="seuilAidesDepasse" wide />
    </Section>
  ),
  resultats: ({ state }) => (
    <>
      <Section title="Ce que vous attendez">
        <Results state={state} />
      </Section>
      <Section title="Comment vous le saurez">
        <TextArea name="evaluation" />
        <TextArea name="autresInformations" rows={3} />
      </Section>
    </>
  ),
  unique: ({ choices, state }) => (
    <>
      <Section title="Le projet">
        <TextInput name="titre" wide />
        <SelectInput name="axeId" choices={choices.axes} empty="À choisir" wide />
        <TextArea name="description" rows={6} />
        <DateInput name="debut" />
        <DateInput name="fin" />
      </Section>
      <Section title="Pour qui, où">
        <TextArea name="publicVise" rows={2} />
        <Counts state={state} />
        <CheckList name="communeCodes" choices={choices.communes} />
      </Section>
      <Responsable isShort />
    </>
  ),
}

function Responsable({ isShort = false }: { isShort?: boolean }) {
  return (
    <Section title="Qui suit le projet">
      <TextInput name="responsableNom" />
      {!isShort && <TextInput name="responsableFonction" />}
      <TextInput name="responsableCourriel" type="email" />
      <TextInput name="responsableTelephone" type="tel" />
    </Section>
  )
}

/** The people expected, counted by age and sex; never names. */
function Counts({ state }: { state: TableState }) {
  const head = (
    <>
      <th scope="col">Personnes attendues</th>
      <th scope="col">Femmes</th>
      <th scope="col">Hommes</th>
      <th scope="col">Dont habitants de QPV</th>
    </>
  )
  return (
    <div className="field wide">
      <Table caption="Personnes attendues" head={head}>
        {Object.entries(tranches).map(([key, label]) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            <td>
              <Cell name={`femmes.${key}`} label={`Femmes, ${label}`} state={state} />
            </td>
            <td>
              <Cell name={`hommes.${key}`} label={`Hommes, ${label}`} state={state} />
            </td>
            <td>
              <Cell name={`qpv.${key}`} label={`Habitants de QPV, ${label}`} state={state} />
            </td>
          </tr>
        ))}
      </Table>
    </div>
  )
}

const SPARE_RESULTS = 3

function Results({ state }: { state: TableState }) {
  const rows = (state.typed['resultat.indicateur']?.length ?? 0) + SPARE_RESULTS
  const head = (
    <>
      <th scope="col">Indicateur</th>
      <th scope="col">Visé</th>
      <th scope="col">Unité</th>
    </>
  )
  return (
    <div className="field wide">
      <Table caption="Résultats attendus" head={head}>
        {Array.from({ length: rows }, (_, rank) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: blank rows have nothing but their place
          <tr key={rank}>
            <td>
              <Cell
                name="resultat.indicateur"
                label={`Indicateur ${rank + 1}`}
                state={state}
                rank={rank}
                text
              />
            </td>
            <td>
              <Cell name="resultat.cible" label={`Visé ${rank + 1}`} state={state} rank={rank} />
            </td>
            <td>
              <Cell name="resultat.unite" label={`Unité ${rank + 1}`} state={state} rank={rank} text />
            </td>
          </tr>
        ))}
      </Table>
    </div>
  )
}
