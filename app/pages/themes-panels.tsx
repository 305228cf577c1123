import { Form, Link } from 'react-router'
import { themeFields } from '#app/features/strategies/index.ts'
import { formatEurosRounded } from '#app/lib/money.ts'
import { formatCount } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { DateInput, FormFields, HiddenInput, TextArea, TextInput } from '#app/ui/form.tsx'
import { AxeDot } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { useAu } from '#app/ui/use-au.ts'
import type { Route } from './+types/themes.route'

export function ThemeForm({
  theme,
  summary,
  refused,
}: {
  theme: { id?: string; version?: number }
  summary: string
  refused: RefusedForm | undefined
}) {
  return (
    <details className="disclosure" open={refused !== undefined}>
      <summary>{summary}</summary>
      <Form method="post" className="form">
        <FormFields
          words={themeFields}
          values={theme}
          refused={refused}
          idPrefix={`${theme.id ?? 'nouveau'}-`}
        >
          <HiddenInput name="id" value={theme.id ?? ''} />
          <HiddenInput name="version" value={theme.version ?? 1} />
          <div className="form-section">
            <TextInput name="nom" required />
            <DateInput name="debut" required />
            <DateInput name="fin" />
          </div>
          <TextArea name="description" rows={2} />
        </FormFields>
        <div>
          <button type="submit" className="btn primary">
            Enregistrer
          </button>
        </div>
      </Form>
    </details>
  )
}

const NOTHING = { nombre: 0, budget: 0 }

type Loaded = Route.ComponentProps['loaderData']

/** Fiches by axis and theme; an empty cell says that nobody acts there yet. */
export function ThemesMatrix({ data, base }: { data: Loaded; base: string }) {
  const { axes, themes, counts } = data
  const au = useAu()
  const parentOf = new Map(axes.map((axe) => [axe.id, axe.parentId]))
  const rootOf = (id: string): string => {
    const parent = parentOf.get(id)
    return parent ? rootOf(parent) : id
  }
  const cellOf = (axeId: string, themeId: string) =>
    counts
      .filter((its) => its.themeId === themeId && its.axeId && rootOf(its.axeId) === axeId)
      .reduce((sum, its) => ({ nombre: sum.nombre + its.nombre, budget: sum.budget + its.budget }), NOTHING)
  const head = (
    <>
      <th scope="col">Axe</th>
      {themes.map((theme) => (
        <th scope="col" key={theme.id}>
          {theme.nom}
        </th>
      ))}
    </>
  )
  return (
    <div className="matrix">
      <Table caption="Fiches par axe et par thème" head={head}>
        {axes
          .filter((axe) => axe.depth === 0)
          .map((axe) => (
            <tr key={axe.id}>
              <th scope="row">
                <AxeDot numero={axe.numero} />{' '}
                <Link to={`${base}/axes/${axe.id}${au}`}>{axe.court || axe.titre}</Link>
              </th>
              {themes.map((theme) => {
                const { nombre, budget } = cellOf(axe.id, theme.id)
                return (
                  <td key={theme.id} className={nombre === 0 ? 'vide' : undefined}>
                    {nombre === 0 ? (
                      'aucune fiche'
                    ) : (
                      <>
                        <Link to={`${base}/fiches?axe=${axe.id}&theme=${theme.id}`}>
                          {formatCount(nombre, 'fiche')}
                        </Link>
                        {budget > 0 && <div className="small muted">{formatEurosRounded(budget)}</div>}
                      </>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
      </Table>
    </div>
  )
}
