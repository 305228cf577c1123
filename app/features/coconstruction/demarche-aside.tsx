import { Download } from 'lucide-react'
import { Link } from 'react-router'
import { Card } from '#app/ui/page.tsx'
import type { DemarchePage } from './demarche-page.server.ts'

/** The document that is written, and where its text was carried. */
export function DocumentCard({ page: { demarche }, territoire }: { page: DemarchePage; territoire: string }) {
  const { document, avenant, objet } = demarche
  const to = `${territoire}/documents/${document.code}`
  return (
    <Card title="Le document">
      <p>
        <Link to={to}>{document.titre}</Link>
      </p>
      {objet && <p className="prose">{objet}</p>}
      {avenant && (
        <p>
          Texte porté par l’<Link to={`${to}/avenants/${avenant.numero}`}>avenant {avenant.numero}</Link>
          {avenant.etat === 'adopte' ? ', adopté.' : ', à adopter en séance.'}
        </p>
      )}
    </Card>
  )
}

/** The project and the contributions, to keep. */
export function FilesCard({ base }: { base: string }) {
  const files = [
    ['projet.pdf', 'Le projet et ses annexes (PDF)'],
    ['projet.docx', 'Le projet et ses annexes (Word)'],
    ['contributions.xlsx', 'Contributions et suites (tableur)'],
  ] as const
  return (
    <Card title="Emporter">
      <ul className="list stack-s">
        {files.map(([file, label]) => (
          <li key={file}>
            <a href={`${base}/${file}`} className="row">
              <Download aria-hidden size={16} /> {label}
            </a>
          </li>
        ))}
      </ul>
    </Card>
  )
}
