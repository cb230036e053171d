package config_test

import (
	"strings"
	"testing"

	"chaser/config"
)

// An address that cannot mean what its author meant is refused in one sentence that quotes nothing of it. All others
// are taken.
func TestDatabaseURL(t *testing.T) {
	t.Parallel()
	const (
		form, signs = "is not a database's address", "write % there as %25"
		host, name  = "names no host", "names no database"
		port, words = "has a port", "cannot be read; write it as host="
	)
	for address, want := range map[string]string{
		"postgres://chaser:Zebra@db.example:5432/chaser":                    "",
		"postgresql://chaser:Zebra@db.example/chaser?sslmode=require":       "",
		"postgres://chaser@localhost/chaser":                                "",
		"postgres://chaser:Z%23e%40b%2Fr%3Fa%25@db.example:5432/chaser":     "",
		"postgres://chaser:Ze:bra@db.example:5432/chaser":                   "",
		"postgres://chaser:Zebra@[2001:db8::1]:5432/chaser":                 "",
		"postgres://chaser:Zebra@/chaser?host=a.example,b.example&port=1,2": "",
		"postgres:///chaser?host=/var/run/postgresql&user=chaser":           "",
		"postgres://db.example/chaser?user=me@server&password=Zebra":        "",
		"postgres://chaser:Zebra@db_1:5432/?dbname=chaser":                  "",
		"host=db.example port=5432 dbname=chaser user=u password=Zebra":     "",
		"host=db.example dbname=chaser password=Ze#b@r/a?100%":              "",
		`host=db.example dbname=chaser password='Ze bra\'s \\'`:             "",
		"host=/var/run/postgresql dbname=chaser":                            "",
		"service=chaser":                                                    "",

		"postgres://u:Ze#bra@host:5432/db":                signs,
		"postgres://u:Ze@bra@host:5432/db":                signs,
		"postgres://u:Ze@bra#Zebra@host:5432/db":          signs,
		"postgres://u:Ze/bra@host:5432/db":                signs,
		"postgres://u:1/Zebra@host:5432/db":               signs,
		"postgres://u:1/Zebra?x@host:5432/db":             signs,
		"postgres://u:1/Zebra?x=Zebra@host:5432/db":       signs,
		"postgres://u:Ze?bra@host:5432/db":                signs,
		"postgres://u:1?Zebra@host:5432/db":               signs,
		"postgres://u:Ze%bra@host:5432/db":                signs,
		"postgres://u:Zebra%@host:5432/db":                signs,
		"postgres://u:Ze bra@host:5432/db":                signs,
		"postgres://u:Ze[bra@host:5432/db":                signs,
		"postgres://u:Ze^bra@host:5432/db":                signs,
		`postgres://u:Ze"bra@host:5432/db`:                signs,
		"postgres://u:Zebra@host:5432/db#fragment":        signs,
		"postgres://u:Zebra@host:5432/db?sslmode":         signs,
		"postgres://u:Zebra@host:5432/db/more":            signs,
		"postgres://u:Zebra@ho$t:5432/db":                 signs,
		"postgres://u:Zebra@host:5432":                    name,
		"postgres://u:Zebra@host:5432/":                   name,
		"postgres://u:Zebra@host":                         name,
		"postgres:///db":                                  host,
		"postgres://u:Zebra@/db":                          host,
		"postgres://u:Zebra@:5432/db":                     host,
		"postgres://":                                     host,
		"postgres://u:Zebra@host:abc/db":                  port,
		"postgres://u:Zebra@host:70000/db":                port,
		"postgres://u:Zebra@host:0/db":                    port,
		"postgres://u:Zebra@a:5432,b:5433/db":             "host=first,second&port=5432,5432",
		"postgres://u:Ze@a:5432,b:5433@host/db":           signs,
		"postgres://u:Zebra@host/db?sslmode=perhaps":      "has an sslmode that is not known",
		"host=h dbname=d sslmode=perhaps":                 "has an sslmode that is not known",
		"mysql://u:Zebra@host/db":                         form,
		"jdbc:postgresql://host/db?password=Zebra":        form,
		"https://host/db?password=Zebra":                  form,
		"u:Zebra@host:5432/db":                            form,
		"Zebra":                                           form,
		"postgres://u:Ze\nbra@host/db":                    form,
		"host=db.example dbname=chaser password=Ze bra":   words,
		"host=db.example dbname=chaser password='Zebra":   words,
		`host=db.example dbname=chaser password=Zebra\`:   words,
		"host=db@Zebra dbname=chaser password=x":          words,
		"user=u password=Zebra dbname=chaser":             "names no host; add it",
		"host=db.example user=u password=Zebra":           "names no database; add its name",
		"host=db.example port=Zebra dbname=chaser user=u": port,
	} {
		c, err := config.Load(map[string]string{"DATABASE_URL": address})
		if err != nil {
			t.Fatal(err)
		}
		err = c.NeedsDatabase()
		switch {
		case want == "" && err != nil:
			t.Errorf("%s is refused: %v", address, err)
		case want == "":
		case err == nil:
			t.Errorf("%s is taken", address)
		case !strings.Contains(err.Error(), want):
			t.Errorf("%s: %v", address, err)
		}
		if err == nil {
			continue
		}
		for _, part := range []string{"Zebra", "Ze", "bra", "db.example", "ho$t"} {
			if strings.Contains(err.Error(), part) {
				t.Errorf("%s: %q is quoted: %v", address, part, err)
			}
		}
		if strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: more than a sentence: %v", address, err)
		}
	}
}
