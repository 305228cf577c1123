import { Form, Link, useNavigation } from 'react-router'
import { Card } from '#app/ui/page.tsx'
import type { LieuLocal } from './locaux-page.server.ts'

/** Which year the grid is about. */
export function YearForm({ periode }: { periode: string }) {
  return (
    <Form method="get" className="card row obs-form">
      <label className="row">
        <span>Année</span>
        <input
          className="input obs-year"
          name="annee"
          defaultValue={periode}
          inputMode="numeric"
          pattern="(19|20)[0-9]{2}"
          required
        />
      </label>
      <button className="btn" type="submit">
        Changer d’année
      </button>
    </Form>
  )
}

export function FileLink() {
  return (
    <Link className="btn" to="../fichier" relative="path">
      Importer un tableau
    </Link>
  )
}

interface SaisieGridProps {
  unite: string
  periode: string
  lieux: ReadonlyArray<LieuLocal>
  values: Record<string, number>
  typed: Record<string, string[]> | undefined
}

/** One box a place; an empty box is « no figure », never zero. */
export function SaisieGrid({ unite, periode, lieux, values, typed }: SaisieGridProps) {
  const busy = useNavigation().state !== 'idle'
  const groups = [...Map.groupBy(lieux, ({ group }) => group)]
  return (
    <Form method="post" className="stack">
      <input type="hidden" name="annee" value={periode} />
      {groups.map(([group, own]) => (
        <Card key={group} title={group} aside={<span className="small muted">{unite}</span>}>
          <div className="obs-grid">
            {own.map(({ niveau, code, nom }) => {
              const name = `${niveau}:${code}`
              const stored = values[name]
              return (
                <label key={name}>
                  <span>
                    {nom} {niveau === 'qpv' && <span className="small muted">{code}</span>}
                  </span>
                  <input
                    className="input"
                    name={name}
                    inputMode="decimal"
                    autoComplete="off"
                    defaultValue={
                      typed?.[name]?.[0] ?? (stored === undefined ? '' : String(stored).replace('.', ','))
                    }
                  />
                </label>
              )
            })}
          </div>
        </Card>
      ))}
      <div className="form-bar">
        <button type="submit" className="btn primary" disabled={busy}>
          Enregistrer les chiffres de {periode}
        </button>
      </div>
    </Form>
  )
}

/** Takes the indicator away, said twice before it is done. */
export function RemoveIndicateur() {
  return (
    <details className="card">
      <summary>Supprimer cet indicateur</summary>
      <Form method="post" className="stack-s">
        <p>Ses chiffres partent avec lui ; le journal garde la trace de la suppression.</p>
        <button type="submit" className="btn danger" name="geste" value="supprimer">
          Supprimer l’indicateur et ses chiffres
        </button>
      </Form>
    </details>
  )
}
