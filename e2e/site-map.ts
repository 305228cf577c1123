import { readFileSync } from 'node:fs'
import type { RouteConfigEntry } from '@react-router/dev/routes'
import { projectPath } from '#app/platform/root.server.ts'
import siteMap from '#app/routes.ts'

export interface SiteRoute {
  /** `/t/:territoire/organisations/:id` */
  pattern: string
  file: string
  hasLoader: boolean
  hasPage: boolean
  hasAction: boolean
}

/** Every address of the application, exports and resource routes included, from the site map itself. */
export function listRoutes(): SiteRoute[] {
  return siteMap.flatMap((entry) => flatten(entry, ''))
}

function flatten(entry: RouteConfigEntry, parent: string): SiteRoute[] {
  const pattern = entry.path ? `${parent}/${entry.path}`.replaceAll('//', '/') : parent
  if (entry.children?.length) return entry.children.flatMap((child) => flatten(child, pattern))
  const source = readFileSync(projectPath('app', entry.file), 'utf8')
  const exported = (name: string): boolean =>
    new RegExp(`export (async )?(function|const) ${name}\\b|export \\{[^}]*\\b${name}\\b`).test(source)
  return [
    {
      pattern: pattern || '/',
      file: entry.file,
      hasLoader: exported('loader'),
      hasPage: /export default /.test(source),
      hasAction: exported('action'),
    },
  ]
}
