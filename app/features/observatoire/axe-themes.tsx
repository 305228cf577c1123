import { Form } from 'react-router'
import { AxeDot, Card } from '#app/ui/page.tsx'
import { type Theme, themeLabels } from './catalogue.ts'

interface AxeThemesCardProps {
  axes: ReadonlyArray<{ id: string; numero: string; titre: string; themes: Theme[] }>
  canLink: boolean
}

/** Which themes light which axis; who writes diagnoses decides. */
export function AxeThemesCard({ axes, canLink }: AxeThemesCardProps) {
  if (axes.length === 0) return null
  return (
    <Card title="Quels chiffres éclairent quel axe" id="axes">
      <ul className="list stack">
        {axes.map((axe) => (
          <li key={axe.id} className="axis-row">
            <AxeDot numero={axe.numero} />
            <div className="stack-s">
              <span>{axe.titre}</span>
              <span className="small muted">
                {axe.themes.map((theme) => themeLabels[theme]).join(' ; ') || 'aucun thème choisi'}
              </span>
              {canLink && <ThemesForm axe={axe} />}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function ThemesForm({ axe }: { axe: AxeThemesCardProps['axes'][number] }) {
  // Object.entries forgets that the keys are themes.
  const themes = Object.entries(themeLabels) as Array<[Theme, string]>
  return (
    <details>
      <summary className="small">Choisir les thèmes de l’axe {axe.numero}</summary>
      <Form method="post" className="stack-s">
        <input type="hidden" name="axe" value={axe.id} />
        <fieldset className="check-list obs-plain">
          <legend className="sr-only">Thèmes de l’axe {axe.numero}</legend>
          {themes.map(([theme, label]) => (
            <label className="check" key={theme}>
              <input type="checkbox" name="theme" value={theme} defaultChecked={axe.themes.includes(theme)} />
              <span>{label}</span>
            </label>
          ))}
        </fieldset>
        <button className="btn small" type="submit">
          Enregistrer
        </button>
      </Form>
    </details>
  )
}
