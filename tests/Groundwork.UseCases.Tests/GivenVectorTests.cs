using System.Runtime.InteropServices;
using System.Text.Json;
using Groundwork.Knowledge;
using Groundwork.Search;
using Groundwork.TestKit;

namespace Groundwork.UseCases.Tests;

public sealed class GivenVectorTests
{
    [Fact]
    public async Task Records_bring_their_vectors_and_searches_theirs()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("a.jsonl", Record("red", "Apples are red. " + new string('x', 9000), "[1,0,0]") + Record("green", "Pears are green.", "[0,1,0]") + Record("none", "Plums are blue.", null));
        var reply = await IngestAsync(desk, "colours");
        (reply.Added, reply.Chunks, reply.Failed.Count).ShouldBe((3, 3, 0));

        (await FindAsync(desk, [0.9f, 0.1f, 0])).ShouldBe(["red", "green"]);
        (await FindAsync(desk, [0, 1, 0], "plums")).ShouldBe(["none", "green", "red"], ignoreOrder: true);
        var full = await new SearchPassages(desk.Workspace).RunAsync(new SearchRequest(VectorBase64: Base64(0, 2, 0)), default);
        full.Hits[0].Text.ShouldBe("Pears are green.");
        full.Hits[0].Why.ShouldNotBeNull();
        var words = await desk.SearchAsync("plums");
        (words.Hits[0].Document, words.Notice).ShouldBe(("none", "Searched by words alone: the collection \"default\" holds vectors \"given:colours\" (3 dimensions), and the question came without one."));

        // The vectors are in the database: the index is built from it alone, also after a change of one record.
        desk.Write("a.jsonl", Record("red", "Apples are red.", "[0,0,1]") + Record("green", "Pears are green.", "[0,1,0]"));
        (await desk.IngestAsync()).Updated.ShouldBe(1);
        await new Reindex(desk.Workspace).RunAsync(new ReindexRequest(), null, default);
        (await FindAsync(desk, [0, 0, 1])).ShouldBe(["red", "green"]);
        (await new Verify(desk.Workspace).RunAsync(default)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task A_vector_that_does_not_fit_is_a_failure_of_its_record_alone()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("a.jsonl", Record("good", "One.", "[1,2]") + Record("long", "Two.", "[1,2,3]") + Record("zero", "Three.", "[0,0]") + Record("odd", "Four.", "[1,1e99]") + Record("also", "Five.", "[2,1]"));
        var reply = await IngestAsync(desk, "m");
        reply.Added.ShouldBe(2);
        reply.Failed.Select(f => f.Reason.Split('"')[1]).ShouldBe(["long", "zero", "odd"]);
        reply.Failed[0].Reason.ShouldContain("3 numbers");
        reply.Failed[0].Path.ShouldEndWith("line 2");
        (await FindAsync(desk, [1, 2])).ShouldBe(["good", "also"]);
    }

    [Fact]
    public async Task What_does_not_fit_a_collection_is_refused_by_name()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("words.md", "Apples are red.");
        (await Should.ThrowAsync<InvalidRequestException>(() => IngestAsync(desk, "m"))).Message.ShouldContain("vectorBase64");
        await desk.IngestAsync("words");
        desk.Write("a.jsonl", Record("good", "One.", "[1,2]"));
        (await Should.ThrowAsync<EmbedderMismatchException>(() => IngestAsync(desk, "m", "words"))).Message.ShouldContain("given:m");
        (await Should.ThrowAsync<InvalidRequestException>(() => IngestAsync(desk, " "))).Message.ShouldContain("1..100");
        await IngestAsync(desk, "m");
        (await Should.ThrowAsync<EmbedderMismatchException>(() => IngestAsync(desk, "other"))).Message.ShouldContain("given:m");

        var search = new SearchPassages(desk.Workspace);
        await Refused<VectorRefusedException>(new SearchRequest(Vector: [1, 2, 3]), "3 numbers");
        await Refused<VectorRefusedException>(new SearchRequest(Vector: [1, float.NaN]), "");
        await Refused<VectorRefusedException>(new SearchRequest(Vector: [0, 0]), "");
        await Refused<InvalidRequestException>(new SearchRequest(Vector: []), "0 numbers");
        await Refused<InvalidRequestException>(new SearchRequest(Vector: [1, 2], VectorBase64: "AAAA"), "twice");
        await Refused<InvalidRequestException>(new SearchRequest(VectorBase64: "A"), "base64");
        await Refused<InvalidRequestException>(new SearchRequest("x", Vector: [1, 2], Mode: "text"), "words alone");
        await Refused<EmbedderMismatchException>(new SearchRequest("x", Mode: "vector"), "Send the question's vector");
        await Refused<EmbedderMismatchException>(new SearchRequest("x", "words", Vector: [1, 2]), "no vectors");
        await Refused<InvalidRequestException>(new SearchRequest("x", Include: ["title"]), "\"title\"");
        await Refused<InvalidRequestException>(new SearchRequest("x", Facets: [" "]), "field names");

        async Task Refused<T>(SearchRequest request, string because)
            where T : Exception => (await Should.ThrowAsync<T>(() => search.RunAsync(request, default))).Message.ShouldContain(because);
    }

    [Fact]
    public async Task A_vector_file_holds_numbers_in_any_of_three_forms()
    {
        await using var desk = await Desk.OpenAsync();
        float[] vector = [0.5f, -2, 1e-3f];
        foreach (var content in new[] { "[0.5, -2, 0.001]\n"u8.ToArray(), System.Text.Encoding.ASCII.GetBytes(Base64(vector) + "\n"), MemoryMarshal.AsBytes<float>(vector).ToArray() })
        {
            await File.WriteAllBytesAsync(desk.File("q"), content);
            (await VectorFile.ReadAsync(desk.File("q"), default)).ShouldBe(vector);
        }

        foreach (var wrong in new[] { "", "[1,", "[1,\"x\"]", "abcde" })
        {
            await File.WriteAllTextAsync(desk.File("q"), wrong);
            await Should.ThrowAsync<InvalidRequestException>(async () => await VectorFile.ReadAsync(desk.File("q"), default));
        }
    }

    [Fact]
    public async Task Values_are_counted_beside_a_search()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("a.jsonl", string.Concat(Enumerable.Range(0, 20).Select(i => JsonSerializer.Serialize(new { id = $"d{i}", text = i < 12 ? "apples" : "pears", colour = i % 3 == 0 ? "red" : "green", year = 2000 + i, ripe = i % 2 == 0 }) + "\n")));
        await desk.IngestAsync();
        var reply = await new SearchPassages(desk.Workspace).RunAsync(new SearchRequest("apples", Limit: 1, Facets: ["colour", "year", "ripe", "lang", "nothing"]), default);
        reply.Hits.Count.ShouldBe(1);
        var facets = reply.Facets.ShouldNotBeNull();
        facets.Passages.ShouldBe(12);
        facets.Fields.Select(f => f.Field).ShouldBe(["colour", "year", "ripe", "lang"]);
        facets.Fields[0].Values.ShouldBe([new("green", 8), new("red", 4)]);
        (facets.Fields[1].Least, facets.Fields[1].Most).ShouldBe(("2000", "2011"));
        facets.Fields[2].Values.ShouldBe([new("true", 6), new("false", 6)]);
        var keys = await new SearchPassages(desk.Workspace).FindAsync(new SearchRequest("pears", Include: [], Filters: ["year>=2015"], Facets: ["colour"], Mode: "text"), default);
        keys.Hits.Count.ShouldBe(5);
        keys.Facets!.Passages.ShouldBe(5);
    }

    private static string Record(string id, string text, string? vector) => $"{{\"id\":\"{id}\",\"text\":\"{text}\"{(vector is null ? "" : $",\"vector\":{vector}")}}}\n";

    private static string Base64(params float[] vector) => Convert.ToBase64String(MemoryMarshal.AsBytes<float>(vector));

    private static async Task<IngestReply> IngestAsync(Desk desk, string vectors, string collection = "default")
    {
        IngestReply? reply = null;
        await foreach (var update in new IngestFolder(desk.Workspace).RunAsync(new IngestRequest([desk.Sources], collection, Vectors: vectors), default))
            if (update is IngestUpdate.Done done) reply = done.Reply;
        return reply!;
    }

    private static async Task<string[]> FindAsync(Desk desk, float[] vector, string words = "") =>
        [.. (await new SearchPassages(desk.Workspace).FindAsync(new SearchRequest(words, Vector: vector, Include: []), default)).Hits.Select(h => h.Document)];
}
