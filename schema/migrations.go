package schema

import (
	"embed"
	"io/fs"
)

//go:embed sqlite/*.sql postgres/*.sql
var migrations embed.FS

// Migrations returns the numbered migration files of an engine, "sqlite" or
// "postgres", at the root of the file system. It panics for another engine.
func Migrations(engine string) fs.FS {
	sub, err := fs.Sub(migrations, engine)
	if err != nil {
		panic(err)
	}
	return sub
}
