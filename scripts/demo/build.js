// A real build for the demo: the TypeScript compiler over the 750 source files of a 3D library, with source maps.
import { execFileSync } from 'node:child_process'
import { appendFileSync, cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
const modules = resolve(import.meta.dirname, '../../node_modules')
/** What the demo calls its project; its version is that of the package whose sources it takes. */
export const projectName = 'three 0.187.0'
export const checkOut = workspace => {
  cpSync(join(modules, 'artifact-three-3/src'), join(workspace, 'src'), { recursive: true })
  const compilerOptions = {
    allowJs: true,
    noCheck: true,
    sourceMap: true,
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    types: [],
    rootDir: 'src',
    outDir: 'build'
  }
  writeFileSync(join(workspace, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }))
}
/** From nothing, as a build server does it: every file is new, whatever its content. Returns how many there are. */
export const build = workspace => {
  rmSync(join(workspace, 'build'), { recursive: true, force: true })
  execFileSync(process.execPath, [join(modules, 'typescript/bin/tsc'), '-p', workspace], { stdio: 'inherit' })
  return filesIn(join(workspace, 'build')).length
}
/** A commit that touches one source file in a hundred. Returns how many that are. */
export const change = workspace => {
  const touched = filesIn(join(workspace, 'src')).filter((_, at) => at % 100 === 50)
  for (const file of touched) appendFileSync(file, '\nexport const revision = 2;\n')
  return touched.length
}
const filesIn = directory =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
