import { FileText } from 'lucide-react'
import { Link } from 'react-router'
import { Card } from '#app/ui/page.tsx'
import './publications.css'
import { produits, TERRITOIRE } from './produits.ts'

interface Subject {
  value: string
  label: string
}

interface Subjects {
  fiches: ReadonlyArray<Subject>
  documents: ReadonlyArray<Subject>
}

/** Every kind of document, and what it can be written about. */
export function ProduitsCard({ base, subjects }: { base: string; subjects: Subjects }) {
  return (
    <Card title="Documents à produire">
      <ul className="list produits">
        {Object.entries(produits).map(([sorte, { titre, phrase, sur }]) => (
          <li key={sorte} className="produit">
            <FileText aria-hidden size={20} />
            <div className="stack-s">
              <h3>{titre}</h3>
              <p className="muted">{phrase}</p>
            </div>
            {sur === 'territoire' ? (
              <Link className="btn" to={`${base}/produits/${sorte}/${TERRITOIRE}`}>
                Ouvrir<span className="sr-only"> : {titre}</span>
              </Link>
            ) : (
              <SubjectForm
                sorte={sorte}
                titre={titre}
                choices={sur === 'fiche' ? subjects.fiches : subjects.documents}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function SubjectForm({
  sorte,
  titre,
  choices,
}: {
  sorte: string
  titre: string
  choices: ReadonlyArray<Subject>
}) {
  const id = `sujet-${sorte}`
  if (choices.length === 0) return <p className="muted">Rien à présenter pour l’instant.</p>
  return (
    <form method="get" className="row">
      <input type="hidden" name="sorte" value={sorte} />
      <label className="sr-only" htmlFor={id}>
        {titre} : sur quoi ?
      </label>
      <select className="input" id={id} name="cle">
        {choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <button type="submit" className="btn">
        Ouvrir<span className="sr-only"> : {titre}</span>
      </button>
    </form>
  )
}
