using System.Text.Json;
using Groundwork.Models.Providers.Anthropic;
using Groundwork.Models.Providers.Gemini;
using Groundwork.Models.Providers.Ollama;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers;

/// <summary>How one conversation with everything in it is worded on the wires that are not OpenAI's.</summary>
public sealed class RequestShapeTests
{
    private static readonly JsonElement Schema = JsonSerializer.Deserialize<JsonElement>("""{"type":"object"}""");

    private static readonly ChatMessage[] Conversation =
    [
        new(ChatRole.System, "Be brief."),
        new(ChatRole.User, [new TextContent("What is this?"), new DataContent(new byte[] { 1, 2, 3 }, "image/png")]),
        new(ChatRole.Assistant, [new FunctionCallContent("c1", "weather", new Dictionary<string, object?>(StringComparer.Ordinal) { ["city"] = "Bonn" }), new FunctionCallContent("c2", "time")]),
        new(ChatRole.Tool, [new FunctionResultContent("c1", "rain"), new FunctionResultContent("c2", "7")]),
        new(ChatRole.User, "And?"),
    ];

    private static JsonElement Written(IChatWire wire, ChatOptions? options = null, bool isStream = false) =>
        JsonSerializer.Deserialize<JsonElement>(wire.Write(new ChatAsk(Conversation, options, "m", 100, isStream)).Span);

    private static string Json(JsonElement element) => JsonSerializer.Serialize(element);

    [Fact]
    public void Anthropic_gets_turns_of_user_and_assistant()
    {
        var body = Written(AnthropicWire.Instance);

        body.GetProperty("system").GetString().ShouldBe("Be brief.");
        var messages = body.GetProperty("messages");
        messages.EnumerateArray().Select(static message => message.GetProperty("role").GetString()).ShouldBe(["user", "assistant", "user"]);
        Json(messages[0].GetProperty("content")[1]).ShouldBe("""{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AQID"}}""");
        Json(messages[1].GetProperty("content")[0]).ShouldBe("""{"type":"tool_use","id":"c1","name":"weather","input":{"city":"Bonn"}}""");
        Json(messages[2].GetProperty("content")[0]).ShouldBe("""{"type":"tool_result","tool_use_id":"c1","content":"rain"}""");
        messages[2].GetProperty("content").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public void Anthropic_gives_structured_output_by_a_tool_that_must_be_called()
    {
        var body = Written(AnthropicWire.Instance, new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(Schema), Temperature = 1.7f });

        body.GetProperty("tools")[0].GetProperty("name").GetString().ShouldBe(AnthropicWire.ReplyTool);
        Json(body.GetProperty("tool_choice")).ShouldBe($$"""{"type":"tool","name":"{{AnthropicWire.ReplyTool}}"}""");
        body.GetProperty("temperature").GetDouble().ShouldBe(1);
    }

    [Fact]
    public void Ollama_gets_names_instead_of_ids_and_the_size_of_the_context()
    {
        var body = Written(new OllamaWire(8192), new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(Schema), Seed = 5 });

        var messages = body.GetProperty("messages");
        messages.GetArrayLength().ShouldBe(6);
        Json(messages[1].GetProperty("images")).ShouldBe("""["AQID"]""");
        Json(messages[2].GetProperty("tool_calls")[0]).ShouldBe("""{"function":{"name":"weather","arguments":{"city":"Bonn"}}}""");
        Json(messages[3]).ShouldBe("""{"role":"tool","content":"rain","tool_name":"weather"}""");
        Json(body.GetProperty("format")).ShouldBe("""{"type":"object"}""");
        Json(body.GetProperty("options")).ShouldBe("""{"num_ctx":8192,"num_predict":100,"seed":5}""");
    }

    [Fact]
    public void Gemini_gets_parts_and_objects_as_results()
    {
        var tool = AIFunctionFactory.Create(static (string city) => city, "weather", "Tells the weather.");
        var body = Written(GeminiWire.Instance, new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(Schema), Tools = [tool], ToolMode = ChatToolMode.RequireSpecific("weather") });

        Json(body.GetProperty("systemInstruction")).ShouldBe("""{"parts":[{"text":"Be brief."}]}""");
        var contents = body.GetProperty("contents");
        contents.EnumerateArray().Select(static content => content.GetProperty("role").GetString()).ShouldBe(["user", "model", "user"]);
        Json(contents[0].GetProperty("parts")[1]).ShouldBe("""{"inlineData":{"mimeType":"image/png","data":"AQID"}}""");
        Json(contents[1].GetProperty("parts")[0]).ShouldBe("""{"functionCall":{"name":"weather","args":{"city":"Bonn"}}}""");
        Json(contents[2].GetProperty("parts")[0]).ShouldBe("""{"functionResponse":{"name":"weather","response":{"result":"rain"}}}""");
        Json(body.GetProperty("toolConfig")).ShouldBe("""{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["weather"]}}""");
        Json(body.GetProperty("generationConfig")).ShouldBe("""{"maxOutputTokens":100,"responseMimeType":"application/json","responseJsonSchema":{"type":"object"}}""");
    }
}
