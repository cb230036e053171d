package store

import (
	"bytes"
	"strings"
	"testing"
)

func TestVerifyAuditNamesTheFirstBrokenEntry(t *testing.T) {
	t.Parallel()
	const committee = "Communities, Social Mobility and Inclusion"
	// Each does what only somebody with the database's own rights can do, past the triggers.
	for name, c := range map[string]struct {
		harm    string
		seq     int64
		problem string
	}{
		"altered detail": {`UPDATE audit_entries SET detail = replace(detail, '96326', '107300') WHERE chain <> '' AND seq = 22`, 22, "altered"},
		"altered actor":  {`UPDATE audit_entries SET actor = 'U0LIB' WHERE chain <> '' AND seq = 5`, 5, "altered"},
		"altered time":   {`UPDATE audit_entries SET at = at + interval '1 microsecond' WHERE chain <> '' AND seq = 5`, 5, "altered"},
		"a gap":          {`DELETE FROM audit_entries WHERE chain <> '' AND seq = 7`, 7, "missing"},
		"no beginning":   {`DELETE FROM audit_entries WHERE chain <> '' AND seq <= 2`, 1, "missing"},
		"reordered": {`UPDATE audit_entries SET seq = CASE seq WHEN 3 THEN 1004 ELSE 1003 END WHERE chain <> '' AND seq IN (3, 4);
			UPDATE audit_entries SET seq = seq - 1000 WHERE seq > 1000`, 3, "does not follow"},
		"a tail cut off": {`DELETE FROM audit_entries WHERE chain <> '' AND seq > 50`, 51, "missing"},
		"all cut off":    {`DELETE FROM audit_entries WHERE chain <> ''`, 1, "missing"},
		"one put after": {`INSERT INTO audit_entries SELECT chain, seq + 1, at, actor, act, subject, detail, hash, hash FROM audit_entries
			WHERE chain <> '' ORDER BY seq DESC LIMIT 1`, 59, "altered"},
		"the head's hash":   {`UPDATE audit_chains SET hash = decode(repeat('00', 32), 'hex') WHERE chain <> ''`, 58, "not the entry that the chain ended with"},
		"the head set back": {`UPDATE audit_chains SET seq = 57 WHERE chain <> ''`, 58, "put after it"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, _ := seeded(t)
			if n := auditWhole(t, s); n != 14+3+1+19+38 {
				t.Fatalf("%d entries of the seed, want one for each thing in it", n)
			}
			if _, err := s.patient.ExecContext(t.Context(), `ALTER TABLE audit_entries DISABLE TRIGGER USER; ALTER TABLE audit_chains DISABLE TRIGGER USER; `+c.harm); err != nil {
				t.Fatal(err)
			}
			_, broken, err := s.VerifyAudit(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if broken == nil || broken.Chain != committee || broken.Seq != c.seq || !strings.Contains(broken.Problem, c.problem) {
				t.Errorf("got %v, want entry %d: %s", broken, c.seq, c.problem)
			}
		})
	}
}

// The encoding must tell apart what would read the same with its parts run together.
func TestSealTellsThePartsApart(t *testing.T) {
	t.Parallel()
	e := sealedEntry{Chain: "a", Seq: 1, At: monday, Actor: "U", Act: "posted", Subject: "figure", Detail: "{}", Previous: noHash()}
	seals := map[string]string{}
	for name, change := range map[string]func(*sealedEntry){
		"as it is":        func(*sealedEntry) {},
		"chain":           func(e *sealedEntry) { e.Chain = "b" },
		"seq":             func(e *sealedEntry) { e.Seq = 2 },
		"at":              func(e *sealedEntry) { e.At = e.At.Add(1000) },
		"actor":           func(e *sealedEntry) { e.Actor = "V" },
		"act":             func(e *sealedEntry) { e.Act = "revised" },
		"subject":         func(e *sealedEntry) { e.Subject = "figures" },
		"detail":          func(e *sealedEntry) { e.Detail = "[]" },
		"previous":        func(e *sealedEntry) { e.Previous = bytes.Repeat([]byte{1}, 32) },
		"a moved letter":  func(e *sealedEntry) { e.Actor, e.Act = "Up", "osted" },
		"a moved letter²": func(e *sealedEntry) { e.Subject, e.Detail = "figure{", "}" },
	} {
		changed := e
		change(&changed)
		seal := string(changed.seal())
		if other, taken := seals[seal]; taken {
			t.Errorf("%s and %s have one seal", name, other)
		}
		seals[seal] = name
	}
}
