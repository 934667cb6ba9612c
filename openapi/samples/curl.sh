curl --request __method__ \
  '__url__' \
  --header __headers__ \
  --data '__request__'
