import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/portail-accessibilite.route'
import { readPortail } from './portail.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return readPortail(args, args.params.territoire, async (_tx, { nom, courriel }) => ({ nom, courriel }))
}

/** The statement the law asks for. It claims no audit that was not made. */
export default function PortailAccessibilite({ loaderData: { nom, courriel } }: Route.ComponentProps) {
  return (
    <>
      <title>{`Accessibilité · ${nom}`}</title>
      <PageHead title="Déclaration d’accessibilité" />
      <div className="card document-view">
        <p>
          {nom} s’engage à rendre ses pages publiques accessibles, conformément à l’article 47 de la loi n°
          2005-102 du 11 février 2005.
        </p>
        <h2>État de conformité</h2>
        <p>
          Ces pages sont <strong>non conformes au sens du RGAA</strong> tant qu’aucun audit complet n’a été
          mené. Elles sont vérifiées à chaque version par des contrôles automatiques, au clavier et sans
          JavaScript ; ces contrôles ne remplacent pas un audit.
        </p>
        <h2>Contenus</h2>
        <p>
          Chaque document est proposé en page web, en PDF balisé et en DOCX. Chaque graphique est accompagné
          d’un texte de remplacement et d’un tableau de ses valeurs.
        </p>
        <h2>Signaler une difficulté</h2>
        <p>
          {courriel ? (
            <>
              Écrivez à <a href={`mailto:${courriel}`}>{courriel}</a> : une réponse ou une autre version du
              contenu vous sera proposée.
            </>
          ) : (
            'Écrivez à l’intercommunalité : une réponse ou une autre version du contenu vous sera proposée.'
          )}
        </p>
        <h2>Voies de recours</h2>
        <p>
          Sans réponse satisfaisante, vous pouvez écrire au{' '}
          <a href="https://www.defenseurdesdroits.fr">Défenseur des droits</a>, ou contacter son délégué dans
          votre département.
        </p>
      </div>
    </>
  )
}
