import { Form } from 'react-router'
import type { ChiffresAsked } from './chiffres.filter.ts'
import { dimensions, mesures } from './chiffres.words.ts'
import type { ChiffresChoices } from './chiffres-choix.server.ts'

interface SelectProps {
  name: string
  label: string
  value: string
  choices: ReadonlyArray<readonly [string, string]>
}

function Select({ name, label, value, choices }: SelectProps) {
  return (
    <div className="field">
      <label htmlFor={`chiffres-${name}`}>{label}</label>
      <select className="input" id={`chiffres-${name}`} name={name} defaultValue={value}>
        {choices.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}

const all = ['', 'Tous'] as const

/** What the pivot shows and what is kept of it; an ordinary form, its address can be sent. */
export function ChiffresForm({ asked, choices }: { asked: ChiffresAsked; choices: ChiffresChoices }) {
  const cuts = Object.entries(dimensions)
  const pairs = (list: ReadonlyArray<{ value: string; label: string }>) =>
    list.map(({ value, label }) => [value, label] as const)
  return (
    <Form className="filters" aria-label="Choisir ce que montrent les chiffres">
      <Select
        name="mesure"
        label="Mesure"
        value={asked.mesure}
        choices={Object.entries(mesures).map(([key, its]) => [key, its.label])}
      />
      <Select name="lignes" label="En lignes" value={asked.lignes} choices={cuts} />
      <Select
        name="colonnes"
        label="En colonnes"
        value={asked.colonnes ?? 'aucune'}
        choices={[['aucune', 'Rien'], ...cuts]}
      />
      <Select
        name="annee"
        label="Année"
        value={String(asked.annees[0] ?? '')}
        choices={[['', 'Toutes'], ...choices.annees.map((its) => [String(its), String(its)] as const)]}
      />
      <Select
        name="appel"
        label="Appel"
        value={asked.appelId ?? ''}
        choices={[all, ...pairs(choices.appels)]}
      />
      <Select
        name="financeur"
        label="Financeur"
        value={asked.financeurId ?? ''}
        choices={[all, ...pairs(choices.financeurs)]}
      />
      <Select name="axe" label="Axe" value={asked.axeId ?? ''} choices={[all, ...pairs(choices.axes)]} />
      <button type="submit" className="btn">
        Montrer
      </button>
    </Form>
  )
}
