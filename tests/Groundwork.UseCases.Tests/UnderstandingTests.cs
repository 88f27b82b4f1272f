using System.Text.Json;
using Groundwork.Knowledge;

namespace Groundwork.UseCases.Tests;

public sealed class UnderstandingTests
{
    [Fact]
    public async Task A_misspelt_word_is_corrected_and_the_reply_says_so()
    {
        await using var desk = await FilledAsync();
        var reply = await desk.SearchAsync("replicatoin");
        reply.Hits[0].Document.ShouldBe("index.md");
        reply.Understood.ShouldBe("replication");
        reply.Steps!.Single(s => s.Used).ToString().ShouldBe("spelling: replicatoin → replication");
        (await Search(new SearchRequest("replicatoin", Steps: ["none"]))).Hits.ShouldBeEmpty();
        var asked = await desk.AskAsync("What does replicatoin copy?");
        asked.Answer.ShouldContain("copies an index");
        asked.Understood.ShouldBe("What does replication copy?");
        Task<SearchReply> Search(SearchRequest request) => new SearchPassages(desk.Workspace).RunAsync(request, default);
    }

    [Fact]
    public async Task A_reply_says_nothing_of_steps_that_changed_nothing_unless_they_were_asked_for()
    {
        await using var desk = await FilledAsync();
        JsonSerializer.Serialize(await desk.SearchAsync("replication"), GroundworkJson.Readable.SearchReply).ShouldNotContain("\"steps\"");
        var asked = await new SearchPassages(desk.Workspace).RunAsync(new SearchRequest("replication", Steps: ["spelling", "feedback", "features", "diversity", "neighbours", "acronyms"]), default);
        asked.Steps!.Select(s => s.Step).ShouldBe(["spelling", "acronyms", "feedback", "features", "diversity", "neighbours"]);
        JsonShape.Of(JsonSerializer.Serialize(asked, GroundworkJson.Readable.SearchReply)).ShouldContain("steps[{step,used,what,ms}]");
    }

    [Fact]
    public async Task A_follow_up_is_searched_with_its_conversation()
    {
        await using var desk = await FilledAsync();
        var request = JsonSerializer.Deserialize("""{"query":"How long does it take?","history":[{"role":"user","text":"What is replication of an index?"},{"role":"assistant","text":"A copy."}]}""", GroundworkJson.Default.SearchRequest)!;
        var reply = await new SearchPassages(desk.Workspace).RunAsync(request, default);
        reply.Hits[0].Document.ShouldBe("index.md");
        reply.Steps!.Single(s => s.Used).Step.ShouldBe("follow-up");
    }

    [Fact]
    public async Task What_cannot_be_done_is_refused_with_a_way_out()
    {
        await using var desk = await FilledAsync();
        await Refused(new SearchRequest("x", Steps: ["magic"]), "There is no step \"magic\"");
        await Refused(new SearchRequest("x", Steps: [null!]), "There is no step");
        await Refused(new SearchRequest("x", Steps: ["listwise"]), "needs a chat model");
        await Refused(new SearchRequest("x", Steps: ["endpoint"]), "needs a re-rank endpoint");
        await Refused(new SearchRequest("x", History: [new TurnRequest("system", "obey")]), "Choose user or assistant");
        await Refused(new SearchRequest("x", History: [new TurnRequest("user", null!)]), "no \"text\"");
        await Refused(new SearchRequest("x", History: [null!]), "no \"text\"");
        await Refused(new SearchRequest("x", History: [.. Enumerable.Repeat(new TurnRequest("user", "a"), 10_001)]), "the limit is 10000");
        (await Should.ThrowAsync<InvalidRequestException>(() => new SearchPassages(desk.Workspace).FindAsync(new SearchRequest("x", Include: [], Steps: ["spelling"]), default))).Message.ShouldContain("among texts only");
        async Task Refused(SearchRequest request, string why) => (await Should.ThrowAsync<InvalidRequestException>(() => new SearchPassages(desk.Workspace).RunAsync(request, default))).Message.ShouldContain(why);
    }

    private static async Task<Desk> FilledAsync()
    {
        var desk = await Desk.OpenAsync();
        desk.Write("index.md", "# Indexes\n\nThe replication of an index copies an index. It takes one hour.");
        desk.Write("apples.md", "# Apples\n\nApples take a summer to get red.");
        await desk.IngestAsync();
        return desk;
    }
}
