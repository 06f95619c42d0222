package app

import (
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// otherLanguages are the endings of files in which some tools write schemas, and how each of these tools prints SQL.
func otherLanguages() [][2]string {
	return [][2]string{
		{".prisma", "Prisma: pass the folder of its migrations, or what prisma migrate diff --script prints"},
		{".rb", "Rails: with config.active_record.schema_format = :sql, bin/rails db:schema:dump writes db/structure.sql"},
		{".php", "Laravel: php artisan schema:dump writes a file in database/schema"},
		{".py", "Django: python manage.py sqlmigrate APP MIGRATION prints SQL; Alembic: alembic upgrade head --sql does"},
		{".hcl", "Atlas: atlas schema inspect with --format '{{ sql . }}' prints SQL"},
		{".dbml", "DBML: dbml2sql prints SQL"},
	}
}

// whereSQLIs adds to a message how to get SQL from files that are in another language; nothing where none of them is.
func whereSQLIs(endings []string) string {
	for _, l := range otherLanguages() {
		if slices.Contains(endings, l[0]) {
			return "; this looks like " + l[1]
		}
	}
	return ""
}

// endingsOf are the endings of files, in lower case.
func endingsOf(files []string) []string {
	var all []string
	for _, f := range files {
		all = append(all, strings.ToLower(path.Ext(filepath.ToSlash(f))))
	}
	return all
}
