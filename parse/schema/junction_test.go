package schema_test

import (
	"testing"

	"crowsfoot/parse/schema"

	"github.com/google/go-cmp/cmp"
)

// TestJunctions has one case for each rule: what is a junction, what is none, and how pure it is.
func TestJunctions(t *testing.T) {
	none := []string(nil)
	for _, c := range []struct {
		name  string
		table *schema.Table
		more  []*schema.Table
		want  []string // level and reason, empty for no junction
	}{
		{"two foreign keys, primary key of both", table("j", "a! b!", pk("a b"), fk("a -> a"), fk("b -> b")), nil, []string{"pure: j has only keys"}},
		{"surrogate key", table("j", "id! a! b!", pk("id"), fk("a -> a"), fk("b -> b")), nil, []string{"pure: j has only keys"}},
		{"surrogate key and unique pair", table("j", "id! a! b!", pk("id"), uk("a b"), fk("a -> a"), fk("b -> b")), nil, []string{"pure: j has only keys"}},
		{"no key at all", table("j", "a b", fk("a -> a"), fk("b -> b")), nil, []string{"pure: j has only keys"}},
		{"shared column", table("j", "tenant! a! b!", pk("tenant a b"), fk("tenant a -> a"), fk("tenant b -> b")), nil, []string{"pure: j has only keys"}},
		{"to one table twice", table("j", "a! b!", pk("a b"), fk("a -> a"), fk("b -> a")), nil, []string{"pure: j has only keys"}},
		{
			"bookkeeping", table("j", "a! b! created_at updatedBy", pk("a b"), fk("a -> a"), fk("b -> b")), nil,
			[]string{"audit: j has only bookkeeping besides its keys: created_at, updatedBy"},
		},
		{"payload", table("j", "a! b! quantity price created_at", fk("a -> a"), fk("b -> b")), nil, []string{"payload: j has quantity, price"}},
		{"ordering is payload", table("j", "a! b! position", fk("a -> a"), fk("b -> b")), nil, []string{"payload: j has position"}},
		{"a third of the primary key is payload", table("j", "a! b! day!", pk("a b day"), fk("a -> a"), fk("b -> b")), nil, []string{"payload: j has day"}},
		{"an id that is no primary key is payload", table("j", "id! a! b!", pk("a b"), fk("a -> a"), fk("b -> b")), nil, []string{"payload: j has id"}},
		{"said twice", table("j", "a! b!", fk("a -> a"), fk("b -> b"), fk("a -> a")), nil, []string{"pure: j has only keys"}},

		{"one foreign key", table("j", "a! b!", fk("a -> a")), nil, none},
		{"three foreign keys", table("j", "a! b! c!", fk("a -> a"), fk("b -> b"), fk("c -> a")), nil, none},
		{"parent that is nowhere", table("j", "a! b!", fk("a -> a"), fk("b -> ghost")), nil, none},
		{"itself", table("j", "id! a! b!", pk("id"), fk("a -> a"), fk("b -> j")), nil, none},
		{"one of them unique", table("j", "a! b!", uk("a"), fk("a -> a"), fk("b -> b")), nil, none},
		{"one of them the primary key", table("j", "a! b!", pk("b"), fk("a -> a"), fk("b -> b")), nil, none},
		{"referenced", table("j", "id! a! b!", pk("id"), fk("a -> a"), fk("b -> b")), []*schema.Table{table("k", "j!", fk("j -> j"))}, none},
		{"the same columns", table("j", "a! b!", fk("a b -> a"), fk("b a -> b")), nil, none},
		{"columns within the other's", table("j", "a! b!", fk("a b -> a"), fk("b -> b")), nil, []string{"pure: j has only keys"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := of(table("a", "id!", pk("id")), table("b", "id!", pk("id")), c.table)
			s.Tables = append(s.Tables, c.more...)
			var got []string
			for _, j := range schema.Junctions(s) {
				got = append(got, j.Level.String()+": "+j.Reason)
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestNotJunctions(t *testing.T) {
	s := of(
		table("a", "id!", pk("id")), table("b", "id!", pk("id")),
		table("three", "a! b! c!", fk("a -> a"), fk("b -> b"), fk("c -> a")),
		table("ghost", "a! b!", fk("a -> a"), fk("b -> nowhere")),
		table("self", "id! a! up", pk("id"), fk("a -> a"), fk("up -> self")),
		table("single", "a! b!", uk("b"), fk("a -> a"), fk("b -> b")),
		table("same", "a!", fk("a -> a"), fk("a -> b")),
		table("pointed", "id! a! b!", pk("id"), fk("a -> a"), fk("b -> b")),
		table("pointer", "p!", fk("p -> pointed")),
		table("junction", "a! b!", fk("a -> a"), fk("b -> b")),
	)
	want := []schema.NotJunction{
		{Table: schema.Name{Name: "three"}, Reason: "three has 3 foreign keys"},
		{Table: schema.Name{Name: "ghost"}, Reason: "nowhere is not in the schema"},
		{Table: schema.Name{Name: "self"}, Reason: "self references itself"},
		{Table: schema.Name{Name: "single"}, Reason: "b is unique in single by UNIQUE (b)"},
		{Table: schema.Name{Name: "same"}, Reason: "both foreign keys of same have the same columns"},
		{Table: schema.Name{Name: "pointed"}, Reason: "pointer references pointed"},
	}
	if d := cmp.Diff(want, schema.NotJunctions(s)); d != "" {
		t.Error(d)
	}
}

func TestJunctionOfAPartitionedTable(t *testing.T) {
	s := of(
		table("a", "id!", pk("id")), table("b", "id!", pk("id")),
		table("j", "a! b!", pk("a b"), fk("a -> a"), fk("b -> b")),
		table("j_1", "a! b!", fk("a -> a"), fk("b -> b"), schema.Name{Name: "j"}),
	)
	got := schema.Junctions(s)
	if len(got) != 1 || got[0].Table.Name != "j" {
		t.Errorf("got %v, want j alone", got)
	}
}

func TestJunctionEnds(t *testing.T) {
	s := of(
		table("students", "id!", pk("id")), table("classes", "id!", pk("id")),
		table("enrollments", "class_id! student_id! at", pk("student_id class_id"), fk("student_id -> students"), fk("class_id -> classes")),
	)
	j := schema.Junctions(s)[0]
	if a, b := j.Ends[0].Parent.Table.Name, j.Ends[1].Parent.Table.Name; a != "students" || b != "classes" {
		t.Errorf("the ends are %s and %s, want the order of the foreign keys", a, b)
	}
	want := "Each student has zero or more classes and each class has zero or more students, by enrollments."
	if got := j.Sentence(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestBookkeeping(t *testing.T) {
	is := []string{
		"created_at", "createdAt", "CREATED_AT", "createdat", "created_on", "created_by", "created_by_id", "create_time", "create_date",
		"creation_date", "created", "CreatedDate", "CreatedOnUtc", "inserted_at", "updated_at", "updated_by", "update_time", "last_update",
		"last_updated", "last_modified_date", "last_modified_by", "gmt_create", "gmt_modified", "ModifiedDate", "modified", "modified_by_user_id",
		"date_created", "date_modified", "changed_at", "deleted_at", "deleted", "is_deleted", "deleted_by", "delete_time", "row_created_ts",
	}
	for _, name := range is {
		if !bookkeeping(name) {
			t.Errorf("%s is payload, want bookkeeping", name)
		}
	}
	isNot := []string{
		"position", "sort_order", "rank", "quantity", "price", "grade", "enrollment_date", "date", "time", "user", "by", "at", "create", "update",
		"joined_at", "assigned_by", "expires_at", "active", "version", "recreated_at", "creator", "updates", "change_reason", "",
	}
	for _, name := range isNot {
		if bookkeeping(name) {
			t.Errorf("%s is bookkeeping, want payload", name)
		}
	}
}

// bookkeeping asks for the level of a junction with one more column.
func bookkeeping(column string) bool {
	j := table("j", "a! b!", fk("a -> a"), fk("b -> a"))
	j.Columns = append(j.Columns, &schema.Column{Name: column})
	return schema.Junctions(of(table("a", "id!", pk("id")), j))[0].Level == schema.Audit
}
