import { lineRule } from '../line-rule.ts'
import { pathRule } from '../path-rule.ts'
import type { Rule } from '../rule.ts'
import { databaseSigns } from './database-signs.ts'

const WHY = 'the structure or the contents of a database are changed'
const PATH =
  /(^|\/)(migrations?|migrate|alembic|flyway|liquibase|changelogs?|drizzle|dbt|ent\/schema)\/|\.(sql|ddl|dml|prisma|cql|hql|pls|plsql|pgsql|psql|tsql|prc|pk[bs]|sqlproj|edmx|dbml)$|(^|\/)(schema|structure)\.(rb|sql)$|(^|\/)v\d+(_\d+)*__/

const byPath = pathRule({
  name: 'database-migration',
  decision: 'approval',
  riskClass: 'database_migration',
  objection: (path) => (PATH.test(path.toLowerCase()) ? WHY : null),
  refused: [
    '=== db/migrate/20260101_add_name.rb\n+x',
    '=== api/migrations/0002_auto.py\n+x',
    '=== prisma/schema.prisma\n+x',
    '=== sql/report.sql\n+x',
    '=== src/boot.ts\n+  await db.query("ALTER TABLE users ADD COLUMN name text")',
    '=== src/boot.ts\n-  await db.query(`CREATE INDEX a ON b (c)`)',
    '=== app/setup.py\n+    op.add_column("users", Column("name"))',
    '=== src/setup.js\n+  await knex.schema.createTable("users", (t) => {',
    '=== src/Setup.cs\n+    migrationBuilder.DropColumn("name", "users");',
  ],
  allowed: [
    '=== src/migration-guide.ts\n+x',
    '=== src/table.ts\n+  alter(table)',
    '=== src/a.ts\n+  await db.query("SELECT name FROM users")',
  ],
})

const byContent = lineRule({
  ...byPath,
  why: WHY,
  change: 'any',
  patterns: databaseSigns,
})

/** By path, and by content under any other name. */
export const databaseMigration: Rule = {
  ...byPath,
  find: (patch, context) => [...byPath.find(patch, context), ...byContent.find(patch, context)],
}
