namespace Groundwork.Documents.Tests.Fidelity;

public sealed class CodeFidelityTests
{
    private static async Task<Document> ReadAsync(string path, string text)
    {
        var document = await Reading.TextAsync(MediaTypes.OfName(path)!, text, path);
        document.Text.ShouldBe(text.ReplaceLineEndings("\n"));
        return document;
    }

    private static (string? Name, int Level)[] Definitions(Document document) =>
        [.. document.Blocks.Where(block => block.Anchor is not null).Select(block => (block.Anchor, block.Level))];

    [Fact]
    public async Task CSharp_is_cut_at_types_and_members()
    {
        var document = await ReadAsync("a.cs", """"
            // License.

            namespace Foo.Bar;

            /// <summary>Doc.</summary>
            [Serializable]
            public sealed class Index<T> : Base<T> where T : class
            {
                private readonly int[] _a = { 1, 2 };

                /// <summary>Ctor.</summary>
                public Index(int a) : base(a) { _a = [a]; }

                public int Sum() => _a.Sum(); // trailing

                public async Task<int> CommitAsync<TX>(Func<int> f)
                    where TX : struct
                {
                    if (f() > 0) { return 1; }
                    var r = """
                        } no brace {
                        """; char c = '}'; var v = @"\";
                    return 0;
                }

                public static bool operator ==(Index<T> a, Index<T> b) { return true; }
                enum Kind { A, B }
                int _tail;
            }

            public record struct Pair(int A, int B);
            """");
        Definitions(document).ShouldBe([("Index", 1), ("Index.Index", 2), ("Index.Sum", 2), ("Index.CommitAsync", 2), ("Index.operator ==", 2), ("Index.Kind", 2), ("Index", 1), ("Pair", 1)]);
        document.Blocks[1].Span.Of(document.Text).ShouldStartWith("/// <summary>Doc.");
        document.PlaceOf(document.Blocks[2].Span).ShouldBe(new SourcePlace(11, null, "Index.Index"));
        document.Title.ShouldBe("a.cs");
    }

    [Fact]
    public async Task Python_is_cut_at_classes_and_functions() =>
        Definitions(await ReadAsync("b.py", "import os\n\n# About foo.\n@decorator\ndef foo(a,\n        b=\")\"):\n    \"\"\"Doc\ndef not_real():\n\"\"\"\n    def inner():\n        pass\n\nclass A(Base):\n    x = 1\n\n    @property\n    def value(self):\n        return 1\n\n    async def go(self):\n        pass\n\nfoo()\n"))
            .ShouldBe([("foo", 1), ("A", 1), ("A.value", 2), ("A.go", 2)]);

    [Fact]
    public async Task TypeScript_is_cut_at_functions_classes_and_methods() =>
        Definitions(await ReadAsync("c.ts", "import { x } from 'y'\nexport function add(a: number): number { return a / b / 2 }\nconst re = /[/}]{2}/g\nexport const mul = async (a: number) => {\n  return `a ${x ? `}` : \"{\"} b`\n}\n@Component({ selector: 'x' })\nexport class Foo extends Bar<Baz> {\n  constructor(private z: Z) { super() }\n  async method<T>(a: T): Promise<T> {\n    if (a) { return a }\n  }\n}\ninterface Props { a: string }\n"))
            .ShouldBe([("add", 1), ("mul", 1), ("Foo", 1), ("Foo.constructor", 2), ("Foo.method", 2), ("Props", 1)]);

    [Theory]
    [InlineData("d.go", "package main\n\n// Point is one.\ntype Point struct {\n\tX int\n}\n\nvar x = map[string]int{\"a\": 1}\n\nfunc (p *Point) Area(s string) float64 {\n\treturn '}'\n}\n\nfunc main() { print(`}`) }\n", "Point Point.Area main")]
    [InlineData("e.rs", "#[derive(Debug)]\npub struct Point { x: i32 }\nimpl<'a, T: Fn(&'a str)> fmt::Display for Point {\n    fn fmt(&self, f: &mut F<'_>) { let s = r#\"}\"#; let c = '}'; }\n}\nmod tests {\n    fn it() { /* } /* { */ */ }\n}\n", "Point Point Point.fmt tests tests.it")]
    [InlineData("F.java", "class A {\n  @Override\n  public int size() throws E { return 1; }\n  enum K { X, Y }\n}\n", "A A.size A.K")]
    [InlineData("g.kt", "class A {\n  fun f(x: Int): Int {\n    return 1\n  }\n}\nfun main() {\n}\n", "A A.f main")]
    [InlineData("h.cpp", "namespace a {\nclass EXPORT Foo : public Bar {\n public:\n  Foo() : x(1), y{2} { }\n  ~Foo() {}\n};\n}\nint a::Foo::run(int q) { auto s = R\"x(} )\")x\"; return q; }\nstruct foo *make(int n) { return 0; }\n", "Foo Foo.Foo Foo.~Foo a.Foo.run make")]
    [InlineData("i.sql", "-- users\nCREATE TABLE app.users (name text DEFAULT 'a;b');\nINSERT INTO app.users VALUES (1);\nCREATE OR REPLACE FUNCTION f() RETURNS int AS $b$\nBEGIN; END;\n$b$ LANGUAGE plpgsql;\nCREATE PROCEDURE p() BEGIN IF 1 THEN SELECT 1; END IF; SELECT 2; END;\n", "app.users f p")]
    [InlineData("j.sh", "set -e\ngreet() {\n  local x=\"${1:-}}\"\n  cat <<EOF\n} no {\nEOF\n  echo $(( 1 << x ))\n}\nfunction other {\n  case $1 in\n    a) echo a ;;\n  esac\n}\ngreet a\n", "greet other")]
    public async Task Other_languages_are_cut_at_their_definitions(string path, string text, string names) =>
        string.Join(' ', Definitions(await ReadAsync(path, text)).Select(definition => definition.Name)).ShouldBe(names);
}
