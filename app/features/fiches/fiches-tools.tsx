import { Bookmark, FileDown, FileUp, ListChecks, Plus, Trash2 } from 'lucide-react'
import { Form, Link, useSearchParams } from 'react-router'
import type { SavedView } from '#app/platform/saved-views.server.ts'
import { HiddenInput } from '#app/ui/form.tsx'
import { filterParams } from './fiche.filter.ts'

export interface FichesToolsProps {
  views: ReadonlyArray<SavedView>
  canImport: boolean
  canSelect: boolean
}

/** Beside the filters: views kept under a name, the same list as a file, an import. */
export function FichesTools({ views, canImport, canSelect }: FichesToolsProps) {
  const [params] = useSearchParams()
  const query = filterParams(params).toString()
  const suffix = query ? `?${query}` : ''
  return (
    <div className="row">
      <SavedViews views={views} query={query} />
      {canSelect && (
        <Link className="btn ghost small" to={`?${query}${query && '&'}lot=oui`} preventScrollReset>
          <ListChecks aria-hidden size={15} /> Modifier plusieurs fiches
        </Link>
      )}
      <Link className="btn ghost small" to={`export.xlsx${suffix}`} reloadDocument>
        <FileDown aria-hidden size={15} /> XLSX
      </Link>
      <Link className="btn ghost small" to={`export.csv${suffix}`} reloadDocument>
        <FileDown aria-hidden size={15} /> CSV
      </Link>
      {canImport && (
        <Link className="btn ghost small" to="import">
          <FileUp aria-hidden size={15} /> Importer
        </Link>
      )}
    </div>
  )
}

function SavedViews({ views, query }: { views: ReadonlyArray<SavedView>; query: string }) {
  return (
    <details className="popover">
      <summary className="btn ghost small">
        <Bookmark aria-hidden size={15} /> Vues enregistrées
      </summary>
      <div className="popover-panel fiche-views stack-s">
        {views.length === 0 && (
          <p className="muted small">Gardez ici les filtres que vous refaites souvent.</p>
        )}
        <ul className="list stack-s">
          {views.map((view) => (
            <li key={view.id} className="row">
              <Link to={`?${view.parametres}`}>{view.nom}</Link>
              {view.partagee && <span className="muted small">partagée</span>}
              {view.mienne && <RemoveView view={view} />}
            </li>
          ))}
        </ul>
        <Form method="post" action="vues" className="stack-s">
          <HiddenInput name="parametres" value={query} />
          <div className="field">
            <label htmlFor="vue-nom">Garder les filtres actuels sous le nom</label>
            <input className="input" id="vue-nom" name="nom" required maxLength={80} />
          </div>
          <label className="check">
            <input type="checkbox" name="partagee" value="oui" />
            <span>La partager avec le territoire</span>
          </label>
          <button type="submit" className="btn small">
            Garder cette vue
          </button>
        </Form>
      </div>
    </details>
  )
}

function RemoveView({ view }: { view: SavedView }) {
  return (
    <Form method="post" action="vues">
      <HiddenInput name="retirer" value={view.id} />
      <button type="submit" className="btn ghost small" aria-label={`Retirer la vue ${view.nom}`}>
        <Trash2 aria-hidden size={14} />
      </button>
    </Form>
  )
}

/** The way to a new fiche, at the head of the list and in its empty state. */
export function CreateLink() {
  return (
    <Link className="btn primary" to="nouvelle">
      <Plus aria-hidden size={18} /> Nouvelle fiche
    </Link>
  )
}
