import { Archive } from 'lucide-react'
import { Forbidden } from '#app/lib/errors.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { Card, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/archive.route'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ actor }) => {
    if (!can(actor, 'territoire.emporter')) throw new Forbidden()
    return { nom: actor.territoireNom }
  })
}

export default function ArchivePage({ loaderData: { nom }, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/publications`
  return (
    <>
      <title>Archive du territoire · Maillage</title>
      <PageHead
        title="Emporter tout le territoire"
        lead={`Tout ce que ${nom} a écrit ici, dans un seul fichier documenté, lisible sans Maillage.`}
        crumbs={[{ to: base, label: 'Rendre compte' }]}
      />
      <Card title="Ce que contient l’archive">
        <ul>
          <li>chaque table en JSON, copie fidèle, et en CSV pour un tableur ;</li>
          <li>les fichiers déposés ;</li>
          <li>un dictionnaire des colonnes, et l’empreinte de chaque fichier.</li>
        </ul>
        <p className="muted">
          N’y sont pas : les comptes de connexion, les brouillons, les invitations, les courriels envoyés, les
          séries de l’observatoire. Une autre installation la remet en place à l’identique avec « maillage
          territoire import », et « maillage territoire compare » le vérifie table par table.
        </p>
        <Notice tone="warning">
          <p>
            Elle contient des données personnelles : gardez-la en lieu sûr. Ce geste est écrit au journal.
          </p>
        </Notice>
        <form method="post" action={`${base}/archive.tar.gz`}>
          <button type="submit" className="btn primary">
            <Archive aria-hidden size={16} /> Préparer et télécharger l’archive
          </button>
        </form>
      </Card>
    </>
  )
}
