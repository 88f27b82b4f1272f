using System.Text.Json;
using Groundwork.TestKit;

namespace Groundwork.UseCases.Tests;

/// <summary>The shapes of replies are promises: programs outside are written against these names.</summary>
public sealed class JsonShapeTests
{
    [Fact]
    public async Task Ingest_replies_with_its_counts_and_problems()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("a.md", "# Apples\n\nApples are red.");
        desk.Write("p.blend", "\0\u0001\u0002\0");
        desk.Write("bad.md", "");
        var reply = await desk.IngestAsync();
        JsonShape.Of(JsonSerializer.Serialize(reply, GroundworkJson.Readable.IngestReply))
            .ShouldBe("{collection,added,updated,removed,unchanged,chunks,commit,skipped[{path,reason}],failed[{path,code,reason}],elapsedMs,moved}");
        (reply.Added, reply.Skipped.Count, reply.Failed.Single().Code).ShouldBe((1, 1, "GW1601"));
    }

    [Fact]
    public async Task Search_replies_with_ranked_hits_that_say_why()
    {
        await using var desk = await FilledAsync();
        JsonShape.Of(JsonSerializer.Serialize(await desk.SearchAsync("apples"), GroundworkJson.Readable.SearchReply))
            .ShouldStartWith("{hits[{rank,score,document,title,path,chunk,span{start,length},text,headings[],why{name,value,parts[");
        JsonShape.Of(JsonSerializer.Serialize(await desk.SearchAsync("xyzzy"), GroundworkJson.Readable.SearchReply)).ShouldBe("{hits[],commit,elapsedMs}");
    }

    [Fact]
    public async Task Ask_replies_with_claims_and_says_null_where_there_is_nothing()
    {
        await using var desk = await FilledAsync();
        JsonShape.Of(JsonSerializer.Serialize(await desk.AskAsync("Which apples are red?"), GroundworkJson.Readable.AskReply)).ShouldBe(
            "{answer,abstained:null,claims[{span{start,length},citations[{document,title,path,version,span{start,length},quote,place{line,page:null,anchor:null,part:null}}]}],model,usage:null,commit,elapsedMs,confidence}");
        JsonShape.Of(JsonSerializer.Serialize(await desk.AskAsync("xyzzy?"), GroundworkJson.Readable.AskReply)).ShouldBe(
            "{answer,abstained{reason,closest[]},claims[],model,usage:null,commit,elapsedMs}");
    }

    [Fact]
    public async Task Ask_with_a_model_tells_its_usage()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        model.Respond = _ => ModelScript.Says("Apples are red. [1 \"Apples are red\"]");
        await using var desk = await FilledAsync();
        await desk.ReopenAsync(chat: model);
        var reply = await desk.AskAsync("Which apples are red?");
        (reply.Answer, reply.Model).ShouldBe(("Apples are red.", "scripted"));
        JsonShape.Of(JsonSerializer.Serialize(reply, GroundworkJson.Readable.AskReply)).ShouldContain("usage{inputTokens,outputTokens}");
        (await desk.AskAsync("Which apples are red?", extractive: true)).Model.ShouldBe("extractive");
    }

    [Fact]
    public async Task The_other_use_cases_keep_their_names()
    {
        await using var desk = await FilledAsync();
        var json = GroundworkJson.Readable;
        JsonShape.Of(JsonSerializer.Serialize(await new ListCollections(desk.Workspace).RunAsync(default), json.CollectionsReply))
            .ShouldBe("{collections[{name,documents,chunks,characters,failed,embedder:null,commit,createdAt}]}");
        JsonShape.Of(JsonSerializer.Serialize(await new ListDocuments(desk.Workspace).RunAsync(new DocumentsRequest(), default), json.DocumentsReply))
            .ShouldBe("{collection,total,documents[{document,title,path,mediaType,language,version,characters,chunks,readAt,state}],failed[]}");
        JsonShape.Of(JsonSerializer.Serialize(await new ShowDocument(desk.Workspace).RunAsync(new DocumentRequest("a.md"), default), json.DocumentReply))
            .ShouldBe("{collection,document,title,path,mediaType,language,version,text,blocks[{kind,span{start,length},level,anchor:null,place{line,page:null,anchor:null,part:null}}],chunks[{chunk,span{start,length},headings[]}],notes[]}");
        JsonShape.Of(JsonSerializer.Serialize(await new GetStatus(desk.Workspace).RunAsync(default), json.StatusReply))
            .ShouldStartWith("{version,data,database,chat:null,embedder:null,formats[],collections[{name,documents,chunks,indexed,pending,commit,segments,indexBytes,textCharacters,languages{");
        JsonShape.Of(JsonSerializer.Serialize(await new Verify(desk.Workspace).RunAsync(default), json.VerifyReply)).ShouldBe("{ok,collections,documents,chunks,problems[],elapsedMs}");
        JsonShape.Of(JsonSerializer.Serialize(await new Reindex(desk.Workspace).RunAsync(new ReindexRequest(), null, default), json.ReindexReply)).ShouldBe("{collection,generation,chunks,embedder:null,commit,elapsedMs,chunker,kept:null}");
        JsonShape.Of(JsonSerializer.Serialize(await new DeleteDocuments(desk.Workspace).RunAsync(new DeleteRequest(["a.md"]), default), json.DeleteReply)).ShouldBe("{collection,removed[],commit,elapsedMs,receipt{number,documents,begunAt,completedAt,places[{place,removed}]}}");
        JsonShape.Of(JsonSerializer.Serialize(await new DeleteDocuments(desk.Workspace).RunAsync(new DeleteRequest([], All: true), default), json.DeleteReply)).ShouldBe("{collection,removed[],commit:null,elapsedMs,receipt{number,documents,begunAt,completedAt,places[{place,removed}]}}");
        JsonShape.Of(JsonSerializer.Serialize(ErrorCatalog.ReplyFor(new InvalidRequestException("x")), json.ErrorReply)).ShouldBe("{error{code,message}}");
    }

    [Fact]
    public async Task Updates_name_their_event()
    {
        await using var desk = await FilledAsync();
        var events = new List<string>();
        await foreach (var update in new AskQuestion(desk.Workspace).RunAsync(new AskRequest("Which apples are red?"), default))
            events.Add(JsonShape.Of(JsonSerializer.Serialize(update, GroundworkJson.Readable.AskUpdate))[..20]);
        await foreach (var update in new IngestFolder(desk.Workspace).RunAsync(new IngestRequest([desk.Sources]), default))
            events.Add(JsonSerializer.Serialize(update, GroundworkJson.Readable.IngestUpdate)[..17]);
        events.ShouldBe(["{event,passages,noti", "{event,reply{answer,", "{\"event\":\"planned", "{\"event\":\"advance", "{\"event\":\"done\",\""]);
    }

    [Fact]
    public async Task Text_of_every_script_stands_as_itself()
    {
        await using var desk = await Desk.OpenAsync();
        desk.Write("資料.md", "# Größe\n\nالعربية 😀 don't & \"apples\"");
        await desk.IngestAsync();
        var json = JsonSerializer.Serialize(await desk.SearchAsync("apples"), GroundworkJson.Readable.SearchReply);
        json.ShouldContain("資料.md");
        json.ShouldContain("Größe");
        json.ShouldContain("don't & \\\"apples\\\"");
    }

    private static async Task<Desk> FilledAsync()
    {
        var desk = await Desk.OpenAsync();
        desk.Write("a.md", "Apples are red.");
        await desk.IngestAsync();
        return desk;
    }
}
