using System.Text;
using Groundwork.TestKit;

namespace Groundwork.Models.Context;

public sealed class TokenizerFileTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_tiktoken_file_merges_by_rank()
    {
        // Bytes, then "ab", "abc", " a": "ab" comes before "bc", which is therefore never made.
        string[] merged = ["ab", "bc", "abc", " a"];
        var lines = Enumerable.Range(0, 256).Select(static i => new[] { (byte)i }).Concat(merged.Select(Encoding.UTF8.GetBytes)).Select((token, rank) => $"{Convert.ToBase64String(token)} {rank}");
        var counter = TokenizerFile.Read(Written("v.tiktoken", string.Join('\n', lines)));

        counter.Count("abc").ShouldBe(1);
        counter.Count("abcc").ShouldBe(2);
        counter.Count("bcab").ShouldBe(2);
        counter.Count("xyz").ShouldBe(3);
        counter.Count("x ab").ShouldBe(3);
        counter.Count("é").ShouldBe(2);
        counter.Count("").ShouldBe(0);
        counter.Error.ShouldBe(0);
    }

    [Fact]
    public void A_tokenizer_of_hugging_face_merges_in_the_order_of_its_list()
    {
        var counter = TokenizerFile.Read(Written("tokenizer.json", """
            {"model":{"type":"BPE","vocab":{"a":0,"b":1,"c":2,"ab":3,"Ġab":4},"merges":["a b",["Ġ","ab"]]},
             "pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"Digits","individual_digits":true},{"type":"ByteLevel","use_regex":true}]}}
            """));

        counter.Count("ab ab").ShouldBe(2);
        counter.Count("abc").ShouldBe(2);
        counter.Count("a12b").ShouldBe(4);
    }

    [Fact]
    public void A_long_text_without_a_break_is_counted_in_bounded_work()
    {
        var lines = Enumerable.Range(0, 256).Select(static i => $"{Convert.ToBase64String([(byte)i])} {i}").Append($"{Convert.ToBase64String("aa"u8)} 256");
        var counter = TokenizerFile.Read(Written("v.tiktoken", string.Join('\n', lines)));

        counter.Count(new string('a', 200_000)).ShouldBe(100_000);
        counter.Count("\ud800 broken").ShouldBeGreaterThan(3);
    }

    [Theory]
    [InlineData("""{"model":{"type":"WordPiece"}}""", "WordPiece")]
    [InlineData("""{"model":{"type":"BPE","merges":[]},"pre_tokenizer":{"type":"Metaspace"}}""", "Metaspace")]
    [InlineData("""{"model":{"type":"BPE","merges":[]},"pre_tokenizer":null}""", "not byte-level")]
    [InlineData("not json", "cannot be read")]
    [InlineData("""{"model":{"type":"BPE"},"pre_tokenizer":{"type":"ByteLevel"}}""", "cannot be read")]
    public void Another_kind_of_tokenizer_is_refused_by_name(string content, string named) =>
        Should.Throw<InvalidDataException>(() => TokenizerFile.Read(Written("tokenizer.json", content))).Message.ShouldContain(named);

    private string Written(string name, string content)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, content);
        return path;
    }
}
