package migrate

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestPlanLeavesLinksOut(t *testing.T) {
	dir := t.TempDir()
	outside := filepath.Join(t.TempDir(), "secret.sql")
	write(t, outside, "CREATE TABLE secret ();")
	write(t, filepath.Join(dir, "001_a.sql"), "CREATE TABLE a ();")
	for link, target := range map[string]string{"loop": dir, "002_b.sql": outside, "003_gone.sql": "nowhere"} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Skip("links cannot be made here:", err)
		}
	}
	got, err := Plan(os.DirFS(dir), ".")
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"001_a.sql"}; !slices.Equal(paths(got.Files), want) {
		t.Errorf("files: got %v, want %v", paths(got.Files), want)
	}
	if want := []string{"3 symbolic links left out: links are not followed"}; !slices.Equal(got.Notes, want) {
		t.Errorf("notes: got %v, want %v", got.Notes, want)
	}
}

func TestPlanOfWhatIsNoFolder(t *testing.T) {
	m := folder("a.sql")
	if _, err := Plan(m, "gone"); err == nil || !strings.Contains(err.Error(), "file does not exist") {
		t.Errorf("got %v", err)
	}
	if _, err := Plan(m, "a.sql"); err == nil || err.Error() != "a.sql is a file: expected a folder" {
		t.Errorf("got %v", err)
	}
}

func TestPlanNamesTheFolderAsTheUserDid(t *testing.T) {
	m := folder("x/a.mysql.sql", "x/a.sqlite.sql")
	_, err := PlanWith(m, "x", Options{Name: "main:db"})
	if err == nil || !strings.HasPrefix(err.Error(), "main:db holds SQL") || !strings.Contains(err.Error(), " main:db/a.mysql.sql,") {
		t.Errorf("got %v", err)
	}
	_, err = PlanWith(m, "x", Options{Name: "main:"})
	if err == nil || !strings.Contains(err.Error(), " main:a.mysql.sql,") {
		t.Errorf("got %v", err)
	}
}

func TestPlanIsBounded(t *testing.T) {
	m := fstest.MapFS{}
	for i := range 20_000 {
		m[fmt.Sprintf("%d_t.sql", i)] = &fstest.MapFile{}
	}
	m[strings.Repeat("d/", maxDepth+1)+"deep.sql"] = &fstest.MapFile{}
	got, err := Plan(m, ".")
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Files) != 20_000 || got.Files[19_999].Path != "19999_t.sql" {
		t.Errorf("%d files, the last %s", len(got.Files), got.Files[len(got.Files)-1].Path)
	}
}

// FuzzPlan looks for panics, for files that are lost or taken twice, and for an order that depends on anything but
// the names.
func FuzzPlan(f *testing.F) {
	f.Add("V1__a.sql\nR__b.sql\nU1__a.sql")
	f.Add("1_a.up.sql\n1_a.down.sql\n2_b.mysql.up.sql")
	f.Add("x/up.sql\nx/down.sql\nx/migration.sql\nx/snapshot.json")
	f.Add("meta/_journal.json: {\"entries\":[{\"tag\":\"a\"}]}\na.sql\nb.sql")
	f.Add("sqitch.plan: a\\n@t\ndeploy/a.sql\nrevert/a.sql")
	f.Add("changelog.xml: <databaseChangeLog><include file='changelog.xml'/><include file='a.sql'/>\na.sql\nb.sql: --liquibase formatted sql")
	f.Add("v1.2/a.sql\nv1.10/a.sql\nschema.sql")
	f.Fuzz(func(t *testing.T, text string) {
		m := folder(strings.Split(text, "\n")...)
		for name := range m {
			if !fs.ValidPath(name) {
				t.Skip("no file can be called that")
			}
		}
		first, err := Plan(m, ".")
		again, err2 := Plan(m, ".")
		if (err == nil) != (err2 == nil) {
			t.Fatalf("%v, then %v", err, err2)
		}
		if err != nil {
			return
		}
		if !slices.Equal(first.Files, again.Files) || !slices.Equal(first.Skipped, again.Skipped) {
			t.Fatal("two runs differ")
		}
		seen := map[string]bool{}
		for _, file := range append(first.Files, first.Skipped...) {
			if seen[file.Path] || m[file.Path] == nil {
				t.Fatalf("%q is there twice, or does not exist", file.Path)
			}
			seen[file.Path] = true
		}
		if len(first.Files) == 0 {
			t.Fatal("no files and no error")
		}
	})
}

func TestNaturalCompareIsAnOrder(t *testing.T) {
	names := []string{"a/1", "a/b/c", "a.b", "a1/x", "a01/x", "a10", "a2", "A2", "", "1", "01", "b", "a"}
	for _, a := range names {
		for _, b := range names {
			if naturalCompare(a, b) != -naturalCompare(b, a) {
				t.Errorf("%q and %q: not antisymmetric", a, b)
			}
			if (naturalCompare(a, b) == 0) != (a == b) {
				t.Errorf("%q and %q: equal", a, b)
			}
			for _, c := range names {
				if naturalCompare(a, b) < 0 && naturalCompare(b, c) < 0 && naturalCompare(a, c) >= 0 {
					t.Errorf("%q < %q < %q, but not %q < %q", a, b, c, a, c)
				}
			}
		}
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
