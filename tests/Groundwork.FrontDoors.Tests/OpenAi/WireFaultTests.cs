using System.Net;
using System.Text;
using System.Text.Json;
using Groundwork.FrontDoors.Tests.Http;
using Groundwork.TestKit;

namespace Groundwork.FrontDoors.Tests.OpenAi;

/// <summary>What clients send and models answer that is not as it should be.</summary>
public class WireFaultTests
{
    private const string Ask = """{"model":"chat","messages":[{"role":"user","content":"Weather?"}]}""";
    private const string AskInStream = """{"model":"chat","stream":true,"messages":[{"role":"user","content":"Weather?"}]}""";

    [Fact]
    public async Task A_call_that_was_cut_off_is_given_as_it_came_and_called_cut()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(model.Url);
        model.Enqueue(Completion("""{"tool_calls":[{"id":"c1","function":{"name":"weather","arguments":"{\"city\":\"Be"}}]}""", "length"));

        var choice = (await JsonAsync(await SendAsync(server, "chat/completions", Ask))).GetProperty("choices")[0];

        choice.GetProperty("finish_reason").GetString().ShouldBe("length");
        choice.GetProperty("message").GetProperty("tool_calls")[0].GetProperty("function").GetProperty("arguments").GetString().ShouldBe("""{"city":"Be""");
    }

    [Fact]
    public async Task A_refusal_is_told_in_every_form()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(model.Url);
        model.Respond = _ => Completion("""{"content":null,"refusal":"I will not."}""", "stop");

        var message = (await JsonAsync(await SendAsync(server, "chat/completions", Ask))).GetProperty("choices")[0].GetProperty("message");
        message.GetProperty("refusal").GetString().ShouldBe("I will not.");
        message.GetProperty("content").ValueKind.ShouldBe(JsonValueKind.Null);
        (await TextAsync(await SendAsync(server, "chat/completions", AskInStream))).ShouldContain("\"delta\":{\"refusal\":\"I will not.\"}");
        var part = (await JsonAsync(await SendAsync(server, "responses", """{"model":"chat","input":"Weather?"}"""))).GetProperty("output")[0].GetProperty("content")[0];
        part.GetProperty("type").GetString().ShouldBe("refusal");
        part.GetProperty("refusal").GetString().ShouldBe("I will not.");
        var events = await TextAsync(await SendAsync(server, "responses", """{"model":"chat","stream":true,"input":"Weather?"}"""));
        events.ShouldContain("event: response.refusal.delta");
        events.ShouldContain("event: response.refusal.done");
        events.ShouldNotContain("output_text");
    }

    [Fact]
    public async Task What_a_model_called_in_one_turn_goes_back_as_one_message()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(model.Url);
        model.Enqueue(ModelScript.Says("Rain."));

        await JsonAsync(await SendAsync(server, "responses", """
            {"model":"chat","input":[{"role":"user","content":"Weather?"},{"type":"reasoning","id":"r","summary":[]},{"type":"function_call","call_id":"a","name":"weather","arguments":"{}"},
            {"type":"function_call","call_id":"b","name":"weather","arguments":"{}"},{"type":"function_call_output","call_id":"a","output":"rain"},{"type":"function_call_output","call_id":"b","output":"sun"}]}
            """));

        var sent = model.Requests[0].Json.GetProperty("messages");
        sent.EnumerateArray().Select(static message => message.GetProperty("role").GetString()).ShouldBe(["user", "assistant", "tool", "tool"]);
        sent[1].GetProperty("tool_calls").GetArrayLength().ShouldBe(2);
    }

    [Theory]
    [InlineData("chat/completions", """{"model":"chat","messages":[{"role":"user","content":"half \ud83d"}]}""", "surrogate")]
    [InlineData("chat/completions", """{"model":"chat","messages":[{"role":"user","content":"half \ude00 \ud83d"}]}""", "surrogate")]
    [InlineData("chat/completions", """{"model":"chat","messages":[],"\udc00":1}""", "surrogate")]
    [InlineData("responses", """{"model":"chat","input":"half \uD83D\n"}""", "surrogate")]
    [InlineData("embeddings", """{"model":"embed","input":"half \ud83d"}""", "surrogate")]
    [InlineData("embeddings", """{"model":"embed","input":" \n"}""", "without a word")]
    [InlineData("chat/completions", "{\"model\":\"chat\",\"messages\":[{\"role\":\"user\",\"content\":\"\u00ff\"}]}", "UTF-8")]
    public async Task Text_that_is_none_is_refused_in_clear_words(string path, string body, string words)
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(model.Url, model.Url);

        using var reply = await SendAsync(server, path, body);

        reply.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await reply.Content.ReadAsStringAsync()).ShouldContain(words);
    }

    [Fact]
    public async Task Whole_pairs_and_escaped_backslashes_are_fine()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(model.Url);
        model.Enqueue(ModelScript.Says("Yes."));

        await JsonAsync(await SendAsync(server, "chat/completions", """{"model":"chat","messages":[{"role":"user","content":"\ud83d\ude00 \\ud83d \u00e4"}]}"""));

        model.Requests[0].Json.GetProperty("messages")[0].GetProperty("content").GetString().ShouldBe("\U0001F600 \\ud83d ä");
    }

    [Theory]
    [InlineData(400, 400)]
    [InlineData(429, 429)]
    public async Task What_the_model_refuses_keeps_a_status_that_clients_understand(int answered, int told)
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(model.Url);
        model.Respond = _ => ModelScript.Status(answered, """{"error":{"message":"no","code":"insufficient_quota"}}""");

        using var reply = await SendAsync(server, "chat/completions", Ask);

        ((int)reply.StatusCode).ShouldBe(told);
    }

    [Fact]
    public async Task The_effort_of_thinking_reaches_the_model()
    {
        await using var model = await ScriptedModelServer.StartAsync();
        await using var server = await RunningServer.StartAsync(model.Url);
        model.Enqueue(ModelScript.Says("Yes."));

        await JsonAsync(await SendAsync(server, "chat/completions", """{"model":"chat","reasoning_effort":"xhigh","messages":[{"role":"user","content":"Weather?"}]}"""));

        model.Requests[0].Json.GetProperty("reasoning_effort").GetString().ShouldBe("xhigh");
    }

    private static ModelScript Completion(string message, string finish) =>
        ModelScript.Raw("application/json", $$"""{"id":"1","model":"m","choices":[{"index":0,"message":{{message}},"finish_reason":"{{finish}}"}]}""");

    // As Latin-1, so that a test can send bytes that are no UTF-8; everything else is ASCII.
    private static Task<HttpResponseMessage> SendAsync(RunningServer server, string path, string body)
    {
        var content = new ByteArrayContent(Encoding.Latin1.GetBytes(body));
        content.Headers.ContentType = new("application/json");
        return server.Client.PostAsync($"/v1/{path}", content);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage reply)
    {
        var text = await TextAsync(reply);
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task<string> TextAsync(HttpResponseMessage reply)
    {
        using (reply)
        {
            var text = await reply.Content.ReadAsStringAsync();
            reply.IsSuccessStatusCode.ShouldBeTrue(text);
            return text;
        }
    }
}
