using Microsoft.Extensions.AI;

namespace Groundwork.Models.Context;

public sealed class ContextFitterTests
{
    private static readonly ModelTarget Small = new("small", ModelProvider.OpenAi, new ModelEndpoint(new Uri("http://127.0.0.1:9"), "m", null)) { ContextTokens = 200, MaxOutputTokens = 20 };

    private static ChatMessage Says(ChatRole role, string text) => new(role, text);

    private static string Words(int count) => string.Join(' ', Enumerable.Repeat("word", count));

    [Fact]
    public void The_oldest_turns_go_and_instructions_and_the_last_question_stay()
    {
        ChatMessage[] messages =
        [
            Says(ChatRole.System, "Be short."), Says(ChatRole.User, "first " + Words(60)), Says(ChatRole.Assistant, "one"),
            Says(ChatRole.User, "second"), Says(ChatRole.Assistant, "two"), Says(ChatRole.User, "third"),
        ];

        var fitted = ContextFitter.Fit(messages, null, Small, new EstimatedCounter(), 100);

        fitted.DroppedTurns.ShouldBe(1);
        fitted.Messages.Select(static message => message.Text).ShouldBe(["Be short.", "second", "two", "third"]);
    }

    [Fact]
    public void A_tool_call_goes_together_with_its_result()
    {
        var call = new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("1", "look")]);
        var result = new ChatMessage(ChatRole.Tool, [new FunctionResultContent("1", Words(90))]);
        ChatMessage[] messages = [Says(ChatRole.User, "what is there?"), call, result, new(ChatRole.Assistant, [new FunctionCallContent("2", "look")]), new(ChatRole.Tool, [new FunctionResultContent("2", "a cat")])];

        var fitted = ContextFitter.Fit(messages, null, Small, new EstimatedCounter(), 100);

        fitted.DroppedTurns.ShouldBe(1);
        fitted.Messages.ShouldBe([messages[0], messages[3], messages[4]]);
    }

    [Fact]
    public void A_last_question_that_is_too_long_is_refused_with_the_counts()
    {
        var failure = Should.Throw<ModelException>(() => ContextFitter.Fit([Says(ChatRole.User, Words(500))], null, Small, new EstimatedCounter(), 20));

        failure.Kind.ShouldBe(ModelFailure.TooLong);
        failure.Message.ShouldContain("\"small\" holds 200");
        failure.Attempts.ShouldBe(0);
    }

    [Fact]
    public void What_fits_is_sent_as_it_is()
    {
        ChatMessage[] messages = [Says(ChatRole.User, "short")];

        ContextFitter.Fit(messages, null, Small, new EstimatedCounter(), 20).Messages.ShouldBeSameAs(messages);
    }
}
