using Groundwork.Models.Caching;

namespace Groundwork.Models.Tests.Caching;

public sealed class QuestionFactsTests
{
    [Theory]
    [InlineData("How do I deploy with Docker?", "How do I deploy without Docker?")]
    [InlineData("What must be done before the audit?", "What must be done after the audit?")]
    [InlineData("What was revenue in 2023?", "What was revenue in 2024?")]
    [InlineData("Why did sales increase?", "Why did sales decrease?")]
    [InlineData("Why did sales rise?", "Why did sales fall?")]
    [InlineData("What is the salary of Alice?", "What is the salary of Bob?")]
    [InlineData("Does Alice report to Bob?", "Does Bob report to Alice?")]
    [InlineData("What is the max upload size?", "What is the min upload size?")]
    [InlineData("Is smoking allowed?", "Is smoking not allowed?")]
    [InlineData("Can I cancel my order?", "Can't I cancel my order?")]
    [InlineData("Who signed the contract?", "When was the contract signed?")]
    [InlineData("How many users are there?", "How old are users there?")]
    [InlineData("Convert miles to kilometers", "Convert kilometers to miles")]
    [InlineData("What does error GW1203 mean?", "What does error GW1204 mean?")]
    [InlineData("Explain \"eventual consistency\"", "Explain \"strong consistency\"")]
    [InlineData("What are the fees in January?", "What are the fees in February?")]
    [InlineData("How do I enable logging?", "How do I disable logging?")]
    [InlineData("Is the limit 5%?", "Is the limit 5?")]
    [InlineData("What is snake_case?", "What is kebab_case?")]
    [InlineData("what is the salary of alice?", "what is the salary of bob?")]
    [InlineData("what does the basic plan cost?", "what does the premium plan cost?")]
    [InlineData("what does the plan cost?", "what does the premium plan cost?")]
    [InlineData("does alice manage bob?", "does bob manage alice?")]
    [InlineData("what is his address?", "what is her address?")]
    [InlineData("may i park in the yard?", "must i park in the yard?")]
    [InlineData("谁是张三的经理？", "谁是李四的经理？")]
    [InlineData("كم راتب أحمد؟", "كم راتب محمد؟")]
    public void Questions_of_different_sense_never_share_an_answer(string left, string right)
    {
        QuestionFacts.Disagreement(QuestionFacts.Of(left), QuestionFacts.Of(right)).ShouldNotBeNull();
        QuestionFacts.Disagreement(QuestionFacts.Of(right), QuestionFacts.Of(left)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("What is the capital of France?", "Please tell me: what is the capital of France?")]
    [InlineData("How do I reset my password?", "How can I reset the password?")]
    [InlineData("What is Bob's salary in 2024?", "What was the salary of Bob in 2024?")]
    [InlineData("Where are the photos of the car?", "Where is the photograph of the automobile?")]
    [InlineData("谁是张三的经理？", " 谁是张三的经理？ ")]
    public void Wordings_of_one_question_share_an_answer(string left, string right) =>
        QuestionFacts.Disagreement(QuestionFacts.Of(left), QuestionFacts.Of(right)).ShouldBeNull();
}
