using Groundwork.FrontDoors.Tests.Http;
using Groundwork.TestKit;

namespace Groundwork.FrontDoors.Tests.OpenAi;

/// <summary>Clients in another language that know nothing of us but the address.</summary>
public class NodeClientTests
{
    [NodeFact]
    public async Task The_official_package_for_node_works_by_its_address_alone()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(model.Url, model.Url);
        model.Enqueue(
            ModelScript.Says("Blue."), ModelScript.SaysTokens("One", " two"), ModelScript.CallsTool("weather", """{"city":"Bern"}"""), ModelScript.Says("""{"colour":"blue"}"""),
            ModelScript.Says("Blue again."), ModelScript.SaysTokens("One", " two", " three"), ModelScript.CallsTool("weather", "{}"), ModelScript.BrokenStream(1, "Half", " an answer"));

        var seen = await NodeClients.RunAsync("openai.mjs", server.Url);

        seen.GetProperty("models").EnumerateArray().Select(m => m.GetString()).ShouldBe(["chat", "embed"]);
        seen.GetProperty("chat").GetString().ShouldBe("Blue.");
        seen.GetProperty("usage").GetInt32().ShouldBe(1);
        seen.GetProperty("streamed").GetString().ShouldBe("One two");
        seen.GetProperty("streamedUsage").GetInt32().ShouldBe(2);
        seen.GetProperty("tool").GetProperty("name").GetString().ShouldBe("weather");
        seen.GetProperty("toolFinish").GetString().ShouldBe("tool_calls");
        seen.GetProperty("parsed").GetProperty("colour").GetString().ShouldBe("blue");
        var dimensions = model.Embedder.Embed("a cat").Length;
        seen.GetProperty("vectors").EnumerateArray().Select(v => v.GetInt32()).ShouldBe([dimensions, dimensions]);
        seen.GetProperty("plainVectors").GetInt32().ShouldBe(dimensions);
        seen.GetProperty("response").GetString().ShouldBe("Blue again.");
        seen.GetProperty("responseStreamed").GetString().ShouldBe("One two three");
        seen.GetProperty("responseStatus").GetString().ShouldBe("completed");
        seen.GetProperty("responseTool").GetString().ShouldBe("weather");
        seen.GetProperty("refused")[0].GetInt32().ShouldBe(404);
        seen.GetProperty("refused")[1].GetString().ShouldBe("model_not_found");

        // What came before the break was given out, and the break is an error, not an end.
        seen.GetProperty("broken").GetString().ShouldBe("Half");
        seen.GetProperty("brokenBy").GetString().ShouldBe("APIError");
    }

    [NodeFact]
    public async Task The_vercel_ai_sdk_works_by_its_address_alone()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(model.Url, model.Url);
        model.Enqueue(ModelScript.Says("Blue."), ModelScript.SaysTokens("One", " two"), ModelScript.CallsTool("weather", """{"city":"Bern"}"""), ModelScript.Says("""{"colour":"blue"}"""));

        var seen = await NodeClients.RunAsync("vercel.mjs", server.Url);

        seen.GetProperty("chat").GetString().ShouldBe("Blue.");
        seen.GetProperty("usage").GetInt32().ShouldBe(1);
        seen.GetProperty("streamed").GetString().ShouldBe("One two");
        seen.GetProperty("tool")[0].EnumerateArray().Select(t => t.GetString()).ShouldBe(["weather", "Bern"]);
        seen.GetProperty("object").GetProperty("colour").GetString().ShouldBe("blue");
        seen.GetProperty("vectors").GetArrayLength().ShouldBe(2);
    }
}
