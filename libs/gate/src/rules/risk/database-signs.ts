import type { Pattern } from '../line-rule.ts'

/** Statements and calls that change what a database holds things in, whatever file they stand in. */
export const databaseSigns: readonly Pattern[] = [
  {
    pattern:
      /\b(?:create|alter|drop|truncate|rename)\s+(?:or\s+replace\s+|unique\s+|materialized\s+|temporary\s+)?(?:table|index|view|schema|database|column|sequence|trigger|type|constraint|keyspace)\s+(?!of\b|the\b|is\b|for\b|to\b)[\w"`.[]/i,
  },
  {
    // A statement may go on in the next line; in capitals it is no sentence.
    pattern:
      /\b(?:CREATE|ALTER|DROP|TRUNCATE)\s+(?:UNIQUE\s+)?(?:TABLE|INDEX|VIEW|SCHEMA|DATABASE|SEQUENCE|TRIGGER)\s*$|\b(?:ADD|DROP|ALTER|MODIFY)\s+COLUMN\b|\b(?:GRANT|REVOKE)\s+[A-Z, ]{1,60}\sON\s/,
  },
  {
    // Alembic, Knex, Sequelize, TypeORM, EF Core, Laravel, Rails, Django, Ecto, GORM, MongoDB.
    pattern:
      /\bop\.(?:add|drop|alter|create|execute)_?\w*\s*\(|\b(?:knex|trx)\.schema\b|\bquery(?:Interface|Runner)\.(?:add|remove|drop|create|change|rename|bulk)\w*\s*\(|\bmigrationBuilder\.\w+|\bSchema::(?:create|table|drop|rename)\w*\s*\(|\b(?:add|remove|rename|change)_column\b|\b(?:create|drop)_table\b|\bmigrations\.(?:Run|Add|Remove|Alter|Create|Delete|Rename)\w+\s*\(|^\s*(?:alter|create|drop|rename)\s+(?:table|index)\s*\(|\bAutoMigrate\s*\(|\.(?:create|drop)(?:Index|Indexes|Collection|SearchIndex)\s*\(/,
  },
  {
    // Drizzle describes tables in code.
    pattern: /\b(?:pg|mysql|sqlite)(?:Table|Schema|Enum)\s*\(/,
  },
]
